import { withTenant } from "@/db/tenant-transaction";
import { receiveReply } from "@/server/conversations/receive-reply";
import { unsubscribe } from "@/server/conversations/unsubscribe";
import { DomainError } from "@/server/errors";
import type { SandboxReply } from "@/server/sandbox/contract";
import { authoriseActing, loadDelivery, subjectOf } from "@/server/sandbox/internal";
import type { TenantContext } from "@/server/tenant-context";

/** Writes back as the debtor who got the message, through the same door as a vendor's webhook. */
export async function replyAsDebtor(
  ctx: TenantContext,
  input: { deliveryId: string; text: string },
): Promise<SandboxReply> {
  authoriseActing(ctx);
  const delivery = await withTenant(ctx, (tx) => loadDelivery(tx, ctx, input.deliveryId));
  if (delivery.channel === "voice") throw new DomainError("INVALID_INPUT", "A call is answered with keys.");
  const received = await receiveReply(ctx, {
    channel: delivery.channel,
    from: delivery.toAddress,
    to: delivery.fromAddress,
    subject: delivery.subject ? `Re: ${delivery.subject}` : undefined,
    text: input.text,
    debtorId: delivery.debtorId ?? undefined,
  });
  if (!received) throw new DomainError("NOT_FOUND", "No debtor has this address any more.");
  const { meaning, isTaken } = received;
  return { meaning, isTaken };
}

/** What a mail program does when its own unsubscribe button is pressed. */
export async function unsubscribeAsDebtor(ctx: TenantContext, input: { deliveryId: string }): Promise<void> {
  authoriseActing(ctx);
  const delivery = await withTenant(ctx, (tx) => loadDelivery(tx, ctx, input.deliveryId));
  const subject = subjectOf(delivery);
  const touchId = subject && "touchId" in subject ? subject.touchId : null;
  const done = touchId && (await unsubscribe({ tenantId: ctx.tenantId, touchId }, { requestId: ctx.requestId }));
  if (!done) throw new DomainError("NOT_FOUND");
}
