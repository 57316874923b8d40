import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { writeAudit } from "@/server/mutate";
import { lockDebtors, unsettle } from "@/server/payments/internal";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Money that was counted and then did not come (a slow method failed late): its invoices are open again, and a
 * person is asked to look, because the journey that left them is over.
 */
export async function failPayment(
  tx: TenantTransaction,
  ctx: TenantContext,
  input: { paymentId: string },
): Promise<{ changed: boolean }> {
  const one = and(eq(payments.tenantId, ctx.tenantId), eq(payments.id, input.paymentId));
  const payment = found((await tx.select().from(payments).where(one))[0], "The payment");
  await lockDebtors(tx, ctx, [payment.debtorId]);
  const changed = await tx
    .update(payments)
    .set({ status: "failed" })
    .where(and(one, eq(payments.status, payment.status)))
    .returning({ id: payments.id });
  if (payment.status === "failed" || changed.length === 0) return { changed: false };
  await unsettle(tx, ctx, payment, 0);
  await raiseTask(tx, ctx, {
    kind: "payment_problem",
    key: `payment_failed:${payment.id}`,
    debtorId: payment.debtorId,
    subjectKind: "payment",
    subjectId: payment.id,
  });
  const { currency, amountMinor } = payment;
  await writeAudit(tx, ctx, "payments.record", {
    kind: "payment",
    id: payment.id,
    details: { status: "failed", was: payment.status, currency, amountMinor },
  });
  return { changed: true };
}
