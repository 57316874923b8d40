import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import { authorise } from "@/server/mutate";
import type { RefundPaymentInput } from "@/server/payments/contract";
import { followReturns } from "@/server/payments/follow-returns";
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
  const payment = await withTenant(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.tenantId, ctx.tenantId), eq(payments.id, input.paymentId)));
    return found(rows[0], "The payment");
  });
  if (payment.status !== "succeeded")
    throw new DomainError("PRECONDITION", "Only a payment that succeeded can be refunded.");
  const refundedMinor = payment.refundedMinor + input.amountMinor;
  if (refundedMinor > payment.amountMinor)
    throw new DomainError("INVALID_INPUT", "More than is left of the payment cannot be refunded.", {
      fields: { amountMinor: "is more than is left of the payment" },
    });
  if (payment.method === "checkout" && payment.providerRef) {
    await port().refund({
      tenantId: ctx.tenantId,
      paymentRef: payment.providerRef,
      currency: payment.currency,
      amountMinor: input.amountMinor,
      idempotencyKey: `refund:${payment.id}:${payment.refundedMinor}:${input.amountMinor}`,
    });
  }
  await withTenant(ctx, (tx) =>
    followReturns(tx, ctx, { paymentId: payment.id, returnedMinor: refundedMinor, byMember: true }),
  );
  return { refundedMinor };
}
