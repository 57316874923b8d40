import { and, eq } from "drizzle-orm";
import { checkouts, payments } from "@/db/schema/payments";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { closeTasks } from "@/server/escalations/close-tasks";
import { raiseTask } from "@/server/escalations/raise-task";
import { writeAudit } from "@/server/mutate";
import { activeAllocations, lockDebtors, type Payment, settle, unsettle } from "@/server/payments/internal";
import type { Line } from "@/server/payments/lines/allocate";
import { overpaidKey } from "@/server/payments/overpaid-key";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Brings a payment to what has gone back of it in all, by refunds and chargebacks: invoices open again when it
 * grows, and are settled again when a chargeback is won. Repeating it changes nothing. A return that nobody of the
 * workspace made is put before a person.
 */
export async function followReturns(
  tx: TenantTransaction,
  ctx: TenantContext,
  input: { paymentId: string; returnedMinor: number; byMember?: boolean },
): Promise<{ changed: boolean }> {
  const one = and(eq(payments.tenantId, ctx.tenantId), eq(payments.id, input.paymentId));
  const { debtorId } = found((await tx.select().from(payments).where(one))[0], "The payment");
  await lockDebtors(tx, ctx, [debtorId]);
  const payment = found((await tx.select().from(payments).where(one))[0], "The payment");
  const returnedMinor = Math.min(Math.max(input.returnedMinor, 0), payment.amountMinor);
  const counted = payment.status === "succeeded" || payment.status === "refunded";
  if (!counted || returnedMinor === payment.refundedMinor) return { changed: false };

  const status = returnedMinor === payment.amountMinor ? "refunded" : "succeeded";
  await tx.update(payments).set({ refundedMinor: returnedMinor, status }).where(one);
  const keptMinor = payment.amountMinor - returnedMinor;
  if (returnedMinor > payment.refundedMinor) await unsettle(tx, ctx, payment, keptMinor);
  else await settleAgain(tx, ctx, payment, keptMinor);
  if (input.byMember) {
    // Given back by hand: what nobody owed is no longer with us.
    const left = await activeAllocations(tx, ctx, payment.id);
    if (left.reduce((sum, line) => sum + line.amountMinor, 0) >= keptMinor)
      await closeTasks(tx, ctx, [overpaidKey(payment.id)]);
  } else {
    await raiseTask(tx, ctx, {
      kind: "payment_problem",
      key: `payment_returned:${payment.id}:${returnedMinor}`,
      debtorId,
      subjectKind: "payment",
      subjectId: payment.id,
    });
  }
  await writeAudit(tx, ctx, "payments.refund", {
    kind: "payment",
    id: payment.id,
    details: { currency: payment.currency, returnedMinor, wasMinor: payment.refundedMinor },
  });
  return { changed: true };
}

async function settleAgain(tx: TenantTransaction, ctx: TenantContext, payment: Payment, keptMinor: number) {
  const active = new Map(
    (await activeAllocations(tx, ctx, payment.id)).map((line) => [line.invoiceId, line.amountMinor]),
  );
  const allocatedMinor = [...active.values()].reduce((sum, amount) => sum + amount, 0);
  const amountMinor = keptMinor - allocatedMinor;
  if (amountMinor <= 0) return;
  const chosen = payment.checkoutId ? await chosenLines(tx, ctx, payment.checkoutId) : undefined;
  const lines = chosen?.map((line) => ({
    invoiceId: line.invoiceId,
    amountMinor: line.amountMinor - (active.get(line.invoiceId) ?? 0),
  }));
  const { id: paymentId, debtorId, currency, receivedAt } = payment;
  await settle(tx, ctx, [{ paymentId, debtorId, currency, amountMinor, receivedAt, ...(lines ? { lines } : {}) }]);
}

async function chosenLines(tx: TenantTransaction, ctx: TenantContext, checkoutId: string) {
  const rows = await tx
    .select({ lines: checkouts.lines })
    .from(checkouts)
    .where(and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, checkoutId)));
  return rows[0]?.lines as Line[] | undefined;
}
