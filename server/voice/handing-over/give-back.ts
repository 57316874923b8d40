// The way back from a human to the AI: asked for on the screen, carried out by the vendor, done by whoever opens the line again.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { EventOf } from "@/server/flows/interpreter/events";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import { acceptedHandOver } from "@/server/voice/handing-over/join-human";
import type { CallControl } from "@/server/voice/ports";

const BACK_WITHIN_MS = 5_000;

/** Asks the vendor for the person on the line. PRECONDITION: it cannot be reached, or the call has no line any more. */
export async function takeBack(
  ctx: TenantContext,
  call: { callId: string; nodeId?: string },
  control: Pick<CallControl, "takeBack">,
): Promise<void> {
  const { id: handOverId } = await acceptedHandOver(ctx, call.callId);
  const callRef = await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      update hand_overs set back_at = ${ctx.clock.now().toISOString()}, back_node_id = ${call.nodeId ?? null},
        back_by = ${memberOf(ctx)}
      where tenant_id = ${ctx.tenantId} and id = ${handOverId}`);
    const { rows } = await tx.execute<{ call_ref: string }>(sql`
      select call_ref from voice_streams where tenant_id = ${ctx.tenantId} and call_id = ${call.callId}
      order by issued_at desc, id desc limit 1`);
    return rows[0]?.call_ref;
  });
  if (!callRef) throw new DomainError("PRECONDITION", "This call has no line that could be given back.");
  const of = { tenantId: ctx.tenantId, callId: call.callId, handOverId };
  try {
    await control.takeBack(callRef, of, AbortSignal.timeout(BACK_WITHIN_MS));
  } catch {
    throw new DomainError("PRECONDITION", "The telephone provider did not give the call back. Try again.");
  }
}

/** What the conversation is told as its line is opened again; null: nobody gave it back. */
export async function givenBack(ctx: TenantContext, callId: string): Promise<EventOf<"supervised"> | null> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ back_node_id: string | null; back_by: string | null }>(sql`
      update hand_overs set status = 'over'
      where tenant_id = ${ctx.tenantId} and call_id = ${callId} and status = 'accepted' and back_at is not null
      returning back_node_id, back_by`),
  );
  const row = rows[0];
  if (!row) return null;
  const nodeId = row.back_node_id ?? undefined;
  const at = ctx.clock.now().toISOString();
  return { type: "supervised", at, by: row.back_by ?? "api", supervision: { action: "give_back", nodeId } };
}
