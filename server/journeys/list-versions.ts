import { and, desc, eq } from "drizzle-orm";
import { journeyVersions } from "@/db/schema/journeys";
import { users } from "@/db/schema/tenancy";
import type { VersionSummary } from "@/server/journeys/contract";
import { loadJourney } from "@/server/journeys/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** Every version of a journey, the newest first. */
export async function listVersions(ctx: TenantContext, input: { journeyId: string }): Promise<VersionSummary[]> {
  return read(ctx, "journeys.read", async (tx) => {
    await loadJourney(tx, ctx, input.journeyId);
    const rows = await tx
      .select({
        id: journeyVersions.id,
        number: journeyVersions.number,
        note: journeyVersions.note,
        publishedAt: journeyVersions.publishedAt,
        publishedBy: users.name,
      })
      .from(journeyVersions)
      .leftJoin(users, eq(users.id, journeyVersions.publishedBy))
      .where(and(eq(journeyVersions.tenantId, ctx.tenantId), eq(journeyVersions.journeyId, input.journeyId)))
      .orderBy(desc(journeyVersions.number));
    return rows.map((row) => ({ ...row, id: toPublicId("journeyVersion", row.id) }));
  });
}
