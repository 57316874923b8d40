import { sql } from "drizzle-orm";
import type { LiveConversation } from "@/server/calls/contract";
import { executableFlow } from "@/server/flows/graph/schema";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Where the call's conversation stands; null: none holds it, or it is over. */
export async function getLiveConversation(
  ctx: TenantContext,
  input: { callId: string },
): Promise<LiveConversation | null> {
  const { rows } = await read(ctx, "calls.read", (tx) =>
    tx.execute<{ node: string; is_paused: boolean; is_handed_over: boolean; flow: unknown }>(sql`
      select s.state ->> 'node' as node, coalesce((s.state ->> 'isPaused')::boolean, false) as is_paused,
        coalesce(s.state ->> 'status' = 'handed_over', false) as is_handed_over, v.flow
      from conversations s
      join flow_versions v on v.tenant_id = s.tenant_id and v.id = s.flow_version_id
      where s.tenant_id = ${ctx.tenantId} and s.id = ${input.callId} and s.ended_at is null`),
  );
  const row = rows[0];
  if (!row) return null;
  const steps = executableFlow.parse(row.flow).nodes.map(({ id, kind, title }) => ({ id, kind, title: title ?? null }));
  return { nodeId: row.node, isPaused: row.is_paused, isHandedOver: row.is_handed_over, steps };
}
