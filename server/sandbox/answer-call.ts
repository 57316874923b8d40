import { and, eq, inArray } from "drizzle-orm";
import { sandboxDeliveries } from "@/db/schema/touches";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { endCall } from "@/server/calls/keyed/end-call";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import type { CallStep, CallTurn } from "@/server/calls/ports";
import { DomainError, found } from "@/server/errors";
import { authoriseActing, type Delivery, loadDelivery, touchIdOf } from "@/server/sandbox/internal";
import type { TenantContext } from "@/server/tenant-context";

/** Picks the ringing phone up, or lets the answering machine do it: what is heard. */
export async function answerAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; answeredBy: "person" | "machine" },
): Promise<CallTurn> {
  authoriseActing(ctx);
  const { deliveryId, answeredBy } = input;
  const state = answeredBy === "person" ? "in_progress" : "voicemail";
  const touchId = await take(ctx, deliveryId, ["ringing"], { state, ...(state === "voicemail" && reported(ctx)) });
  const turn = await answerCall(ctx, { touchId, answeredBy });
  if (answeredBy === "machine") await endCall(ctx, { touchId, outcome: "voicemail" });
  return turn;
}

/** Presses keys during the call; the call may end with what is said then. */
export async function pressAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; step: CallStep; digits: string; attempt: number },
): Promise<CallTurn> {
  authoriseActing(ctx);
  const { deliveryId, ...press } = input;
  const touchId = await take(ctx, deliveryId, ["in_progress"], {});
  const turn = await pressKeys(ctx, { touchId, ...press });
  await withTenant(ctx, async (tx) => {
    const { digits } = await loadDelivery(tx, ctx, deliveryId);
    const all = [digits, press.digits].filter(Boolean).join(",") || null;
    await write(tx, ctx, deliveryId, { digits: all, ...(!turn.gather && { state: "completed", ...reported(ctx) }) });
  });
  if (!turn.gather) await endCall(ctx, { touchId, outcome: "answered" });
  return turn;
}

/** Ends the call: puts the phone down, or lets it ring out. */
export async function hangUpAsDebtor(ctx: TenantContext, input: { deliveryId: string }): Promise<void> {
  authoriseActing(ctx);
  const { deliveryId } = input;
  const { state } = await withTenant(ctx, (tx) => loadDelivery(tx, ctx, deliveryId));
  const answered = state === "in_progress";
  const next = { state: answered ? "completed" : "no_answer", ...reported(ctx) } as const;
  const touchId = await take(ctx, deliveryId, ["ringing", "in_progress"], next);
  await endCall(ctx, { touchId, outcome: answered ? "answered" : "no_answer" });
}

type Change = Partial<Pick<Delivery, "state" | "digits" | "reportedAt">>;

const reported = (ctx: TenantContext) => ({ reportedAt: ctx.clock.now() });

/** Moves the call on by a conditional update, so that two hands on one phone do not answer it twice. */
async function take(
  ctx: TenantContext,
  deliveryId: string,
  from: Delivery["state"][],
  change: Change,
): Promise<string> {
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
    return found(touchIdOf(delivery), "The call");
  });
}

async function write(tx: TenantTransaction, ctx: TenantContext, deliveryId: string, change: Change) {
  await tx
    .update(sandboxDeliveries)
    .set(change)
    .where(and(eq(sandboxDeliveries.tenantId, ctx.tenantId), eq(sandboxDeliveries.id, deliveryId)));
}
