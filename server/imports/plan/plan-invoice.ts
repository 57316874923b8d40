// What a row does to its invoice: new, changed, paid, disputed, or held back until its day. Pure.
import type { FieldChange } from "@/server/imports/contract";
import type { ImportRow, InvoiceFacts } from "@/server/imports/parsing/import-row";
import type { Repeat } from "@/server/imports/plan/file-memory";
import { heldKey, type Known, type KnownDebtor, type KnownInvoice } from "@/server/imports/plan/known";
import { changed, type Plan, RowRefused } from "@/server/imports/plan/plan";
import type { Effect } from "@/server/imports/plan/plan-debtor";
import { disputeDay, planDispute } from "@/server/imports/plan/plan-dispute";
import type { PlanContext } from "@/server/imports/plan/planner";

/** Throws RowRefused where the change would contradict money already received. */
export function refuseInvoice(facts: InvoiceFacts, existing: KnownInvoice | undefined) {
  if (!existing || existing.paidMinor === 0) return;
  const value = facts.number;
  if (facts.currency !== existing.currency)
    throw new RowRefused({ code: "CURRENCY_CHANGED", field: "currency", value });
  if (facts.amountMinor < existing.paidMinor)
    throw new RowRefused({ code: "AMOUNT_BELOW_PAID", field: "amount", value });
}

export function planInvoice(
  context: PlanContext,
  known: Known,
  plan: Plan,
  row: ImportRow,
  facts: InvoiceFacts,
  debtor: KnownDebtor,
  alike: readonly KnownInvoice[],
  repeat: Repeat,
): Effect {
  if (repeat.kind === "same") return "unchanged";
  const existing = alike.find((invoice) => invoice.number === facts.number);
  if (existing) return changeInvoice(context, known, plan, row, facts, debtor, existing);
  const heldId = known.held.get(heldKey("invoice_issued", debtor.id, facts.number));
  if (heldId && isHeldBack(context, facts)) return "unchanged";
  if (heldId) plan.overtaken.push(heldId);

  const near = alike[0]?.number ?? (repeat.kind === "near" ? repeat.number : undefined);
  if (near !== undefined) {
    const skipped = context.options.nearDuplicates === "skip";
    const line = repeat.kind === "near" ? repeat.line : undefined;
    plan.counts.nearDuplicates += 1;
    plan.issues.push({
      line: row.line,
      kind: "near_duplicate",
      details: { number: facts.number, existingNumber: near, debtor: debtor.name, ...(line ? { line } : {}), skipped },
    });
    if (skipped) return "skipped";
  }
  createInvoice(context, plan, facts, debtor, heldId ?? context.id());
  return "new";
}

const isHeldBack = (context: PlanContext, facts: InvoiceFacts) =>
  context.asOf !== null && facts.issuedOn > context.asOf;

/** The day of a payment; where the file gives none it is the due date, or today when that is earlier. */
function paymentDay(context: PlanContext, plan: Plan, facts: InvoiceFacts): string {
  if (facts.paidOn) return facts.paidOn;
  plan.counts.undatedPayments += 1;
  const passed = facts.dueOn < context.today;
  return passed ? facts.dueOn : context.today;
}

function createInvoice(context: PlanContext, plan: Plan, facts: InvoiceFacts, debtor: KnownDebtor, id: string) {
  const invoice = newInvoice(facts, debtor, id);
  plan.touched.add(debtor.id);
  if (isHeldBack(context, facts)) {
    holdInvoice(context, plan, facts, invoice);
  } else {
    plan.newInvoices.push(invoice);
    plan.counts.invoicesNew += 1;
    const closed = facts.state === "void" || facts.state === "written_off";
    if (closed) invoice.status = facts.state ?? "open";
    else if (facts.amountMinor === 0) settle(invoice, facts.issuedOn);
  }
  if (facts.paidMinor) takePayment(context, plan, facts, invoice, facts.paidMinor);
  planDispute(context, plan, facts, invoice, []);
}

function newInvoice(facts: InvoiceFacts, debtor: KnownDebtor, id: string): KnownInvoice {
  const { freight } = facts;
  return {
    id,
    debtorId: debtor.id,
    number: facts.number,
    numberKey: facts.numberKey,
    issuedOn: facts.issuedOn,
    dueOn: facts.dueOn,
    currency: facts.currency,
    amountMinor: facts.amountMinor,
    paidMinor: 0,
    status: "open",
    settledOn: null,
    version: null,
    freight: {
      loadNumber: freight.loadNumber ?? null,
      bolNumber: freight.bolNumber ?? null,
      laneOrigin: freight.laneOrigin ?? null,
      laneDestination: freight.laneDestination ?? null,
      mode: freight.mode ?? null,
      hasPod: freight.hasPod ?? null,
      factored: freight.factored ?? null,
      portalRejected: freight.portalRejected ?? null,
      shortPayMinor: freight.shortPayMinor ?? null,
      accessorialMinor: freight.accessorialMinor ?? null,
      documents: freight.documents ?? [],
    },
    disputes: [],
  };
}

function holdInvoice(context: PlanContext, plan: Plan, facts: InvoiceFacts, invoice: KnownInvoice) {
  const { freight, disputes: _, paidMinor: _paid, status: _status, settledOn: _settled, version: _v, ...own } = invoice;
  plan.counts.invoicesHeld += 1;
  plan.holds.push({
    id: context.id(),
    happensAt: context.at(facts.issuedOn),
    kind: "invoice_issued",
    debtorId: invoice.debtorId,
    invoiceId: null,
    data: { ...own, ...freight, importId: context.importId },
  });
}

function settle(invoice: KnownInvoice, day: string) {
  invoice.status = "paid";
  invoice.settledOn = day;
}

/** Money that came: at once, or held back until the clock reaches its day. */
function takePayment(
  context: PlanContext,
  plan: Plan,
  facts: InvoiceFacts,
  invoice: KnownInvoice,
  amountMinor: number,
) {
  const day = paymentDay(context, plan, facts);
  // A payment on the day its invoice is issued or disputed comes after that.
  const sameDay = day === facts.issuedOn || (facts.disputed === true && day === disputeDay(facts));
  const receivedAt = context.at(day, sameDay ? "12:02" : "12:00");
  if (context.asOf !== null && day > context.asOf) {
    plan.counts.paymentsHeld += 1;
    plan.holds.push({
      id: context.id(),
      happensAt: receivedAt,
      kind: "payment",
      debtorId: invoice.debtorId,
      invoiceId: invoice.id,
      data: { amountMinor, currency: facts.currency, method: "history", receivedAt: receivedAt.toISOString() },
    });
    return;
  }
  plan.counts.paymentsNew += 1;
  plan.payments.push({
    id: context.id(),
    allocationId: context.id(),
    debtorId: invoice.debtorId,
    invoiceId: invoice.id,
    currency: facts.currency,
    amountMinor,
    receivedAt,
  });
  invoice.paidMinor += amountMinor;
  if (invoice.paidMinor >= invoice.amountMinor && invoice.status === "open") settle(invoice, day);
  plan.signals.push({ debtorId: invoice.debtorId, kind: "paid", data: { invoiceId: invoice.id } });
}

function changeInvoice(
  context: PlanContext,
  known: Known,
  plan: Plan,
  row: ImportRow,
  facts: InvoiceFacts,
  debtor: KnownDebtor,
  existing: KnownInvoice,
): Effect {
  const changes: FieldChange[] = [];
  for (const key of ["issuedOn", "dueOn", "currency", "amountMinor"] as const) {
    if (existing[key] === facts[key]) continue;
    changed(changes, key, existing[key], facts[key], key === "amountMinor" ? facts.currency : undefined);
    Object.assign(existing, { [key]: facts[key] });
  }
  changeFreight(existing, facts, changes);
  changeState(existing, facts, changes);
  const paidBefore = existing.paidMinor;
  const disputesBefore = plan.disputes.length + plan.resolvedDisputes.length + plan.holds.length;
  const owed = (facts.paidMinor ?? 0) - existing.paidMinor;
  const waits = known.held.has(heldKey("payment", debtor.id, existing.id));
  const overtakes = waits && !(context.asOf !== null && (facts.paidOn ?? "") > context.asOf);
  if (owed > 0 && (!waits || overtakes)) {
    takePayment(context, plan, facts, existing, owed);
    if (existing.paidMinor > paidBefore) changed(changes, "paidMinor", paidBefore, existing.paidMinor, facts.currency);
    if (overtakes) plan.overtaken.push(existing.id);
  }
  if (!known.held.has(heldKey("dispute", debtor.id, existing.id))) {
    planDispute(context, plan, facts, existing, existing.disputes);
  }
  const more = plan.disputes.length + plan.resolvedDisputes.length + plan.holds.length > disputesBefore;
  if (changes.length === 0 && !more) return "unchanged";
  if (existing.status === "paid" && existing.paidMinor < existing.amountMinor) existing.status = "open";
  if (existing.status === "open" && existing.amountMinor > 0 && existing.paidMinor >= existing.amountMinor) {
    settle(existing, facts.paidOn ?? context.today);
  }
  if (existing.status !== "paid") existing.settledOn = null;
  plan.changedInvoices.push(existing);
  plan.touched.add(debtor.id);
  plan.counts.invoicesChanged += 1;
  if (more && changes.length === 0) changed(changes, "disputed", null, facts.disputed);
  const label = `${existing.number} · ${debtor.name}`;
  plan.issues.push({ line: row.line, kind: "change", details: { subject: "invoice", label, changes } });
  return "changed";
}

function changeFreight(existing: KnownInvoice, facts: InvoiceFacts, changes: FieldChange[]) {
  const { documents, ...freight } = facts.freight;
  for (const key of Object.keys(freight) as (keyof typeof freight)[]) {
    const value = freight[key];
    if (value === undefined || value === existing.freight[key]) continue;
    changed(changes, key, existing.freight[key], value, key.endsWith("Minor") ? facts.currency : undefined);
    Object.assign(existing.freight, { [key]: value });
  }
  const names = (list: { name: string }[] | null) => (list ?? []).map((document) => document.name).join("; ");
  if (documents && names(documents) !== names(existing.freight.documents)) {
    changed(changes, "documents", names(existing.freight.documents), names(documents));
    existing.freight.documents = documents;
  }
}

/** Void and written off come from the file; paid follows from payments alone. */
function changeState(existing: KnownInvoice, facts: InvoiceFacts, changes: FieldChange[]) {
  const { state } = facts;
  if (!state || state === existing.status || state === "paid") return;
  if (state === "open" && existing.status === "paid") return;
  changed(changes, "status", existing.status, state);
  existing.status = state;
}
