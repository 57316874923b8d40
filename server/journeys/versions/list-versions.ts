import { and, desc, eq, lt } from "drizzle-orm";
import { journeyVersions } from "@/db/schema/journeys";
import { users } from "@/db/schema/tenancy";
import type { ListVersionsInput, VersionListItem } from "@/server/journeys/contract";
import { countChanges } from "@/server/journeys/graph/changes/count-changes";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { loadJourney } from "@/server/journeys/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const pageSize = 25;

/** The versions of a journey, the newest first, each with what it changed since the one before. */
export async function listVersions(
  ctx: TenantContext,
  { journeyId, cursor }: ListVersionsInput,
): Promise<{ items: VersionListItem[]; nextCursor: number | null }> {
  return read(ctx, "journeys.read", async (tx) => {
    await loadJourney(tx, ctx, journeyId);
    const rows = await tx
      .select({
        id: journeyVersions.id,
        number: journeyVersions.number,
        note: journeyVersions.note,
        graph: journeyVersions.graph,
        publishedAt: journeyVersions.publishedAt,
        publishedBy: users.name,
      })
      .from(journeyVersions)
      .leftJoin(users, eq(users.id, journeyVersions.publishedBy))
      .where(
        and(
          eq(journeyVersions.tenantId, ctx.tenantId),
          eq(journeyVersions.journeyId, journeyId),
          cursor ? lt(journeyVersions.number, cursor) : undefined,
        ),
      )
      .orderBy(desc(journeyVersions.number))
      .limit(pageSize + 1);
    const graphs = rows.map((row) => storedDraft.parse(row.graph));
    const items = rows.slice(0, pageSize).map(({ graph: _graph, ...row }, at): VersionListItem => {
      const [fresh, old] = [graphs[at], graphs[at + 1]];
      return {
        ...row,
        id: toPublicId("journeyVersion", row.id),
        changes: fresh && old ? countChanges(old, fresh) : null,
      };
    });
    return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.number ?? null) : null };
  });
}
