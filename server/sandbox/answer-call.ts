import { and, eq, inArray } from "drizzle-orm";
import { sandboxDeliveries } from "@/db/schema/touches";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { endCall } from "@/server/calls/keyed/end-call";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import type { CallStep } from "@/server/calls/ports";
import type { CallRef } from "@/server/calls/recording/follow-call";
import { DomainError, found } from "@/server/errors";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import type { Said } from "@/server/flows/written/written-line";
import type { SandboxTurn } from "@/server/sandbox/contract";
import { authoriseActing, type Delivery, loadDelivery, subjectOf } from "@/server/sandbox/internal";
import { answerWith, pickUp, putDown } from "@/server/sandbox/talk-as-debtor";
import type { TenantContext } from "@/server/tenant-context";

/** Picks the ringing phone up, or lets the answering machine do it: what is heard. */
export async function answerAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; answeredBy: "person" | "machine" },
  model: ConversationModel,
): Promise<SandboxTurn> {
  authoriseActing(ctx);
  const { deliveryId, answeredBy } = input;
  const state = answeredBy === "person" ? "in_progress" : "voicemail";
  const call = await take(ctx, deliveryId, ["ringing"], { state, ...(state === "voicemail" && reported(ctx)) });
  const led = await openLedConversation(ctx, call, "when_asked");
  if (led) return pickUp(ctx, led, answeredBy, model);
  const touchId = placedBy(call);
  const turn = await answerCall(ctx, { touchId, answeredBy });
  if (answeredBy === "machine") await endCall(ctx, { touchId, outcome: "voicemail" });
  return { ...turn, hears: false };
}

/** Presses keys during the call; the call may end with what is said then. */
export async function pressAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; step: CallStep; digits: string; attempt: number },
): Promise<SandboxTurn> {
  authoriseActing(ctx);
  const { deliveryId, ...press } = input;
  const touchId = placedBy(await take(ctx, deliveryId, ["in_progress"], {}));
  const turn = await pressKeys(ctx, { touchId, ...press });
  await withTenant(ctx, async (tx) => {
    const { digits } = await loadDelivery(tx, ctx, deliveryId);
    const all = [digits, press.digits].filter(Boolean).join(",") || null;
    await write(tx, ctx, deliveryId, { digits: all, ...(!turn.gather && { state: "completed", ...reported(ctx) }) });
  });
  if (!turn.gather) await endCall(ctx, { touchId, outcome: "answered" });
  return { ...turn, hears: false };
}

/** Says or presses something, or nothing, on a call that a conversation holds. CONFLICT: somebody else did meanwhile. */
export async function sayAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; said: Said },
  model: ConversationModel,
  moderation?: Moderation,
): Promise<SandboxTurn> {
  authoriseActing(ctx);
  const { deliveryId, said } = input;
  const call = await take(ctx, deliveryId, ["in_progress"], {});
  const led = await openLedConversation(ctx, call, "when_asked");
  if (!led) throw new DomainError("PRECONDITION", "This call hears keys only.");
  return answerWith(ctx, led, said, { model, moderation });
}

/** Ends the call: puts the phone down, or lets it ring out. */
export async function hangUpAsDebtor(ctx: TenantContext, input: { deliveryId: string }): Promise<void> {
  authoriseActing(ctx);
  const { deliveryId } = input;
  const { state } = await withTenant(ctx, (tx) => loadDelivery(tx, ctx, deliveryId));
  const answered = state === "in_progress";
  const next = { state: answered ? "completed" : "no_answer", ...reported(ctx) } as const;
  const call = await take(ctx, deliveryId, ["ringing", "in_progress"], next);
  const led = answered ? await openLedConversation(ctx, call, "when_asked") : null;
  if (led) return putDown(ctx, led);
  await endCall(ctx, { touchId: placedBy(call), outcome: answered ? "answered" : "no_answer" });
}

type Change = Partial<Pick<Delivery, "state" | "digits" | "reportedAt">>;

const reported = (ctx: TenantContext) => ({ reportedAt: ctx.clock.now() });

/** Moves the call on by a conditional update, so that two hands on one phone do not answer it twice. */
async function take(
  ctx: TenantContext,
  deliveryId: string,
  from: Delivery["state"][],
  change: Change,
): Promise<CallRef> {
  return withTenant(ctx, async (tx) => {
    const taken = await tx
      .update(sandboxDeliveries)
      .set({ ...change, channel: "voice" })
      .where(
        and(
          eq(sandboxDeliveries.tenantId, ctx.tenantId),
          eq(sandboxDeliveries.id, deliveryId),
          eq(sandboxDeliveries.channel, "voice"),
          inArray(sandboxDeliveries.state, from),
        ),
      )
      .returning({ idempotencyKey: sandboxDeliveries.idempotencyKey });
    const delivery = taken[0] ?? (await loadDelivery(tx, ctx, deliveryId));
    if (!taken[0]) throw new DomainError("PRECONDITION", "The call is over.");
    return found(subjectOf(delivery), "The call");
  });
}

/** Only what we placed reads a script. */
function placedBy(call: CallRef): string {
  if ("touchId" in call) return call.touchId;
  throw new DomainError("PRECONDITION", "The call is over.");
}

async function write(tx: TenantTransaction, ctx: TenantContext, deliveryId: string, change: Change) {
  await tx
    .update(sandboxDeliveries)
    .set(change)
    .where(and(eq(sandboxDeliveries.tenantId, ctx.tenantId), eq(sandboxDeliveries.id, deliveryId)));
}
