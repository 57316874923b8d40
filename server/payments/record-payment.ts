import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { AMOUNT_MINOR_MAX } from "@/server/money";
import { writeAudit } from "@/server/mutate";
import { failPayment } from "@/server/payments/fail-payment";
import { activeAllocations, lockDebtors, type Payment, paymentByRef, settle } from "@/server/payments/internal";
import type { Line } from "@/server/payments/lines/allocate";
import type { TenantContext } from "@/server/tenant-context";

export type PaymentReport = {
  debtorId: string;
  currency: string;
  amountMinor: number;
  method: Payment["method"];
  /** The vendor's reference: the same one counts once. */
  providerRef?: string;
  checkoutId?: string;
  receivedAt: Date;
  /** What it pays; without them the oldest due first. */
  lines?: Line[];
  status: "pending" | "succeeded" | "failed";
};

/**
 * Writes down money that came, is on its way or failed to come, whatever the order the news arrive in. Succeeded
 * money is allocated exactly, and the journeys that chase it are told, in the caller's transaction.
 */
export async function recordPayment(
  tx: TenantTransaction,
  ctx: TenantContext,
  report: PaymentReport,
): Promise<{ paymentId: string; allocatedMinor: number }> {
  if (!Number.isInteger(report.amountMinor) || report.amountMinor <= 0 || report.amountMinor > AMOUNT_MINOR_MAX)
    throw new DomainError("INVALID_INPUT", `A payment is a positive amount of up to ${AMOUNT_MINOR_MAX} minor units.`);
  await lockDebtors(tx, ctx, [report.debtorId]);
  const known = report.providerRef ? await paymentByRef(tx, ctx, report.providerRef) : undefined;
  if (known) return updateKnown(tx, ctx, known, report);

  const { lines: _, ...values } = report;
  const paymentId = ctx.chance.id();
  await tx.insert(payments).values({ tenantId: ctx.tenantId, id: paymentId, createdAt: ctx.clock.now(), ...values });
  await audit(tx, ctx, paymentId, report);
  return { paymentId, allocatedMinor: await settleIfSucceeded(tx, ctx, paymentId, report) };
}

async function updateKnown(tx: TenantTransaction, ctx: TenantContext, known: Payment, report: PaymentReport) {
  const settled = known.status === "succeeded" || known.status === "refunded";
  if (settled && report.status === "failed") await failPayment(tx, ctx, { paymentId: known.id });
  if (settled || known.status === report.status || report.status === "pending") {
    const active = await activeAllocations(tx, ctx, known.id);
    return { paymentId: known.id, allocatedMinor: active.reduce((sum, line) => sum + line.amountMinor, 0) };
  }
  const { status, amountMinor, receivedAt } = report;
  await tx
    .update(payments)
    .set({ status, amountMinor, receivedAt })
    .where(and(eq(payments.tenantId, ctx.tenantId), eq(payments.id, known.id)));
  await audit(tx, ctx, known.id, report);
  return { paymentId: known.id, allocatedMinor: await settleIfSucceeded(tx, ctx, known.id, report) };
}

async function settleIfSucceeded(tx: TenantTransaction, ctx: TenantContext, paymentId: string, report: PaymentReport) {
  if (report.status !== "succeeded") return 0;
  const allocated = await settle(tx, ctx, [{ ...report, paymentId }]);
  return allocated.get(paymentId) ?? 0;
}

function audit(tx: TenantTransaction, ctx: TenantContext, paymentId: string, report: PaymentReport) {
  const { status, method, currency, amountMinor } = report;
  return writeAudit(tx, ctx, "payments.record", {
    kind: "payment",
    id: paymentId,
    details: { status, method, currency, amountMinor },
  });
}
