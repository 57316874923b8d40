import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";
import { closeHandOver } from "@/server/voice/handing-over/answer-human";
import type { CallControl } from "@/server/voice/ports";

const JOIN_WITHIN_MS = 5_000;

/**
 * Brings the person on the line to the human who accepted last. Throws where nobody did, or the vendor would not: then the
 * human, who waits for nobody, is let go, and another may take the call.
 */
export async function joinHuman(
  ctx: TenantContext,
  call: { callId: string; callRef: string },
  control: Pick<CallControl, "joinHuman" | "hangUp">,
): Promise<void> {
  const { id: handOverId, agentRef } = await acceptedHandOver(ctx, call.callId);
  const of = { tenantId: ctx.tenantId, callId: call.callId, handOverId };
  try {
    await control.joinHuman(call.callRef, of, AbortSignal.timeout(JOIN_WITHIN_MS));
  } catch (error) {
    await withTenant(ctx, (tx) => closeHandOver(tx, ctx, handOverId, "line_fault"));
    if (agentRef) await control.hangUp(agentRef, AbortSignal.timeout(JOIN_WITHIN_MS)).catch(() => {});
    throw error;
  }
}

/** Throws NOT_FOUND where no human has the call. */
export async function acceptedHandOver(
  ctx: TenantContext,
  callId: string,
): Promise<{ id: string; agentRef: string | null }> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string; agentRef: string | null }>(sql`
      select id, agent_ref as "agentRef" from hand_overs
      where tenant_id = ${ctx.tenantId} and call_id = ${callId} and status = 'accepted'
      order by created_at desc, id desc limit 1`),
  );
  return found(rows[0], "The human who has the call");
}
