import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** PRECONDITION unless every conversation that a call of the journey names is published and in use. */
export async function requireConversations(
  tx: TenantTransaction,
  ctx: TenantContext,
  graph: ExecutableGraph,
): Promise<void> {
  const named = graph.nodes.flatMap((node) =>
    (node.kind === "place_call" || (node.kind === "ladder" && node.channel === "voice")) && node.flowId
      ? [{ step: node.title ?? node.id, flowId: fromPublicId("flow", node.flowId) }]
      : [],
  );
  if (named.length === 0) return;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from flows f
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param(named.flatMap(({ flowId }) => flowId ?? []))}::uuid[])
      and archived_at is null
      and exists (select 1 from flow_versions where tenant_id = f.tenant_id and flow_id = f.id)`);
  const ready = new Set(rows.map(({ id }) => id));
  const missing = named.find(({ flowId }) => flowId === undefined || !ready.has(flowId));
  if (missing) {
    throw new DomainError(
      "PRECONDITION",
      `The conversation of the step "${missing.step}" is not published, or is archived: publish it, or choose another.`,
    );
  }
}
