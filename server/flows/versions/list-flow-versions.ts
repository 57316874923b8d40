import { and, desc, eq, lt } from "drizzle-orm";
import { flowVersions } from "@/db/schema/flows";
import { users } from "@/db/schema/tenancy";
import type { FlowVersionItem, ListFlowVersionsInput } from "@/server/flows/contract";
import { draftFlow } from "@/server/flows/graph/schema";
import { loadFlow, stepChanges } from "@/server/flows/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const PAGE = 25;

/** The versions of a conversation, the newest first, each with what it changed since the one before. */
export function listFlowVersions(
  ctx: TenantContext,
  { flowId, cursor }: ListFlowVersionsInput,
): Promise<{ items: FlowVersionItem[]; nextCursor: number | null }> {
  return read(ctx, "flows.read", async (tx) => {
    await loadFlow(tx, ctx, flowId);
    const rows = await tx
      .select({
        id: flowVersions.id,
        number: flowVersions.number,
        note: flowVersions.note,
        flow: flowVersions.flow,
        publishedAt: flowVersions.publishedAt,
        publishedBy: users.name,
      })
      .from(flowVersions)
      .leftJoin(users, eq(users.id, flowVersions.publishedBy))
      .where(
        and(
          eq(flowVersions.tenantId, ctx.tenantId),
          eq(flowVersions.flowId, flowId),
          cursor ? lt(flowVersions.number, cursor) : undefined,
        ),
      )
      .orderBy(desc(flowVersions.number))
      .limit(PAGE + 1);
    const flows = rows.map((row) => draftFlow.parse(row.flow));
    const items = rows.slice(0, PAGE).map(({ flow: _flow, ...row }, at): FlowVersionItem => {
      const [fresh, old] = [flows[at], flows[at + 1]];
      return { ...row, id: toPublicId("flowVersion", row.id), changes: fresh && old ? stepChanges(old, fresh) : null };
    });
    return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.number ?? null) : null };
  });
}
