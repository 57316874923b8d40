import { and, eq } from "drizzle-orm";
import { checkouts, payments } from "@/db/schema/payments";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import { authorise } from "@/server/mutate";
import { followReturns } from "@/server/payments/checkouts/follow-returns";
import type { RefundPaymentInput } from "@/server/payments/contract";
import { lockDebtors, type Payment } from "@/server/payments/internal";
import type { CheckoutPort } from "@/server/payments/ports";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Gives money back, all or a part: through the vendor where it came by checkout, else only in our books. The vendor
 * is asked between two transactions; its own news of the refund then change nothing.
 */
export async function refundPayment(
  ctx: TenantContext,
  port: () => CheckoutPort,
  input: RefundPaymentInput,
): Promise<{ refundedMinor: number }> {
  authorise(ctx, "payments.refund");
  const payment = await withTenant(ctx, (tx) => loadPayment(tx, ctx, input.paymentId));
  if (payment.status !== "succeeded")
    throw new DomainError("PRECONDITION", "Only a payment that succeeded can be refunded.");
  const refundedMinor = payment.refundedMinor + input.amountMinor;
  if (refundedMinor > payment.amountMinor)
    throw new DomainError("INVALID_INPUT", "More than is left of the payment cannot be refunded.", {
      fields: { amountMinor: "is more than is left of the payment" },
    });
  const toldMinor = await refundAtVendor(ctx, port, payment, input.amountMinor);
  return withTenant(ctx, async (tx) => {
    await lockDebtors(tx, ctx, [payment.debtorId]);
    const now = await loadPayment(tx, ctx, payment.id);
    // Somebody else may have given back another part meanwhile, or the same one: theirs stays, and counts once.
    const booked = now.refundedMinor === refundedMinor ? refundedMinor : now.refundedMinor + input.amountMinor;
    const returnedMinor = toldMinor === null ? booked : Math.max(toldMinor, now.refundedMinor);
    if (returnedMinor > now.amountMinor) throw new DomainError("CONFLICT");
    await followReturns(tx, ctx, { paymentId: payment.id, returnedMinor, byMember: true });
    return { refundedMinor: returnedMinor };
  });
}

/** Gives the money back where it came by checkout, and answers what has gone back of it in all; null: it came otherwise. */
async function refundAtVendor(ctx: TenantContext, port: () => CheckoutPort, payment: Payment, amountMinor: number) {
  const { id, method, providerRef: paymentRef, checkoutId, currency, refundedMinor } = payment;
  if (method !== "checkout" || !paymentRef || !checkoutId) return null;
  const vendor = port();
  await vendor.refund({
    tenantId: ctx.tenantId,
    paymentRef,
    currency,
    amountMinor,
    refundedBeforeMinor: refundedMinor,
    idempotencyKey: `refund:${id}:${refundedMinor}:${amountMinor}`,
  });
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select({ providerRef: checkouts.providerRef })
      .from(checkouts)
      .where(and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, checkoutId))),
  );
  const state = await vendor.retrieve({ tenantId: ctx.tenantId, providerRef: found(rows[0]?.providerRef) });
  return state.refundedMinor + state.disputedMinor;
}

async function loadPayment(tx: TenantTransaction, ctx: TenantContext, paymentId: string): Promise<Payment> {
  const rows = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.tenantId, ctx.tenantId), eq(payments.id, paymentId)));
  return found(rows[0], "The payment");
}
