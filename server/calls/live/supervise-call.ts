// Somebody of the workspace steps in while a call goes on. It reaches the process that has the line, at commit; a call that is
// typed on the sandbox's phone has no line, and is told here.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type CallStatus, isOver, type Supervision } from "@/server/calls/contract";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import { DomainError, found } from "@/server/errors";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { ConversationModel } from "@/server/flows/ports";
import { mutate } from "@/server/mutate";
import { tellTypedCall } from "@/server/sandbox/talk-as-debtor";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import { tellCall } from "@/server/voice/inbox/tell-call";

/** PRECONDITION: the call is over, reads a script, or nobody has its line any more. */
export async function superviseCall(
  ctx: TenantContext,
  { callId, supervision }: { callId: string; supervision: Supervision },
  model: ConversationModel,
): Promise<void> {
  const by = memberOf(ctx) ?? "api";
  const event = { type: "supervised", at: ctx.clock.now().toISOString(), by, supervision } as const;
  const { touchId, isTold } = await mutate(ctx, "calls.supervise", async (tx) => {
    const call = await loadCall(tx, ctx, callId);
    if (isOver(call.status)) throw new DomainError("PRECONDITION", "The call is over.");
    if (!call.touch_id || !call.flow_version_id) throw new DomainError("PRECONDITION", "This call reads a script.");
    const isTold = await tellCall(tx, ctx, call.touch_id, event);
    if (!isTold && ctx.mode === "live")
      throw new DomainError("PRECONDITION", "Nobody is on the line yet, or any more.");
    const { action } = supervision;
    const details = action === "go_to_node" ? { action, nodeId: supervision.nodeId } : { action };
    return { result: { touchId: call.touch_id, isTold }, audit: { kind: "call", id: callId, details } };
  });
  if (!isTold) await typed(ctx, touchId, event, model);
}

const TRIES = 3;

/** Between two words of the debtor's; whoever types at this moment goes first. */
async function typed(ctx: TenantContext, touchId: string, event: EventOf<"supervised">, model: ConversationModel) {
  for (let tries = 1; ; tries += 1) {
    const led = await openLedConversation(ctx, touchId, "when_asked");
    if (led?.state.status !== "talking")
      throw new DomainError("PRECONDITION", "Nobody is on the line yet, or any more.");
    try {
      return await tellTypedCall(ctx, led, event, model);
    } catch (error) {
      if (tries >= TRIES || !(error instanceof DomainError) || error.code !== "CONFLICT") throw error;
    }
  }
}

async function loadCall(tx: TenantTransaction, ctx: TenantContext, callId: string) {
  const { rows } = await tx.execute<{
    status: CallStatus;
    touch_id: string | null;
    flow_version_id: string | null;
  }>(sql`
    select status, touch_id, flow_version_id from calls where tenant_id = ${ctx.tenantId} and id = ${callId}`);
  return found(rows[0], "The call");
}
