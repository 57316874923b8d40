// Disputes: a file says only that there was one. When it was opened is settled in the folder's README. Pure.
import type { InvoiceFacts } from "@/server/imports/parsing/import-row";
import type { KnownDispute, KnownInvoice } from "@/server/imports/plan/known";
import type { Plan } from "@/server/imports/plan/plan";
import type { PlanContext } from "@/server/imports/plan/planner";
import { addDays } from "@/server/time/calendar";

const daysToDispute = 5;

/** Five days after the issue, or the day of payment when that was sooner. */
export function disputeDay(facts: InvoiceFacts): string {
  const usual = addDays(facts.issuedOn, daysToDispute);
  return facts.paidOn && facts.paidOn < usual ? facts.paidOn : usual;
}

/** Opens it, holds it back, or resolves an imported one that the file no longer has. */
export function planDispute(
  context: PlanContext,
  plan: Plan,
  facts: InvoiceFacts,
  invoice: KnownInvoice,
  existing: readonly KnownDispute[],
) {
  if (facts.disputed === false) {
    for (const dispute of existing) {
      if (dispute.fromImport && dispute.open) plan.resolvedDisputes.push({ id: dispute.id, at: context.now });
    }
    return;
  }
  if (!facts.disputed || existing.length > 0) return;
  const paidOn = facts.paidMinor === facts.amountMinor ? facts.paidOn : null;
  const openedOn = disputeDay(facts);
  const time = openedOn === facts.issuedOn ? "12:01" : "12:00";
  const reason = facts.disputeReason ?? null;
  const { debtorId, id: invoiceId } = invoice;
  if (context.asOf !== null && openedOn > context.asOf) {
    plan.counts.disputesHeld += 1;
    plan.holds.push({
      id: context.id(),
      happensAt: context.at(openedOn, time),
      kind: "dispute",
      debtorId,
      invoiceId,
      data: reason ? { reason } : {},
    });
    return;
  }
  const settledOn = paidOn && (context.asOf === null || paidOn <= context.asOf) ? paidOn : null;
  const openedAt = settledOn || openedOn <= context.today ? context.at(openedOn, time) : context.now;
  plan.counts.disputesNew += 1;
  plan.disputes.push({
    id: context.id(),
    debtorId,
    invoiceId,
    reason,
    openedAt,
    resolvedAt: settledOn ? context.at(settledOn, "12:02") : null,
  });
  if (!settledOn) plan.signals.push({ debtorId, kind: "dispute_opened", data: { invoiceId } });
}
