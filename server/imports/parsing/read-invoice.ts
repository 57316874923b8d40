// What a row says about an invoice: its days, its money, its freight. Pure.
import type { CellReader, ReadingRules } from "@/server/imports/parsing/cell-reader";
import type { ImportField } from "@/server/imports/parsing/columns/fields";
import type { FreightFacts, InvoiceFacts } from "@/server/imports/parsing/import-row";
import { numberKey } from "@/server/imports/parsing/values/invoice-number";
import { readInvoiceState } from "@/server/imports/parsing/values/words";
import { addDays } from "@/server/time/calendar";

const invoiceFields = ["issued_on", "amount", "due_on"] as const;

/** The invoice, or null when the row brings none or not enough of one; what is wrong is noted. `today` is the import's day. */
export function readInvoice(reader: CellReader, rules: ReadingRules, today: string): InvoiceFacts | null {
  const number = reader.text("invoice_number", 120);
  if (!number) {
    // A line of the same file may bring a contact only.
    const bringsInvoice = invoiceFields.some((field) => reader.cell(field) !== undefined);
    if (bringsInvoice) reader.problem("INVOICE_NUMBER_MISSING", "invoice_number");
    return null;
  }
  const issuedOn = required(reader, "issued_on", "DATE_MISSING", reader.day("issued_on"));
  const dueOn = readDue(reader, rules, issuedOn);
  const currency = reader.currency();
  if (!currency) return null;
  const amountMinor = required(reader, "amount", "AMOUNT_MISSING", reader.amount("amount", currency));
  if (amountMinor !== undefined && amountMinor < 0) reader.problem("AMOUNT_NEGATIVE", "amount");
  const state = readState(reader);
  const settledOn = reader.day("settled_on");
  const freight = readFreight(reader, currency);
  const disputed = reader.truth("disputed") ?? null;
  const disputeReason = reader.text("dispute_reason");
  const openMinor = reader.amount("open_amount", currency);
  const paidGiven = reader.amount("paid_amount", currency);
  if (!issuedOn || !dueOn || amountMinor === undefined) return null;
  if (dueOn < issuedOn) reader.problem("DUE_BEFORE_ISSUE", "due_on");
  if (settledOn && settledOn < issuedOn) reader.problem("SETTLED_BEFORE_ISSUE", "settled_on");
  if (settledOn && settledOn > today) reader.problem("SETTLED_IN_FUTURE", "settled_on");
  const paidMinor = readPaid(reader, { amountMinor, openMinor, paidGiven, state, settledOn });
  return {
    number,
    numberKey: numberKey(number),
    issuedOn,
    dueOn,
    currency,
    amountMinor,
    paidMinor,
    paidOn: settledOn ?? null,
    state,
    disputed: disputed ?? (disputeReason ? true : null),
    ...(disputeReason ? { disputeReason } : {}),
    freight,
  };
}

function required<T>(
  reader: CellReader,
  field: ImportField,
  code: "DATE_MISSING" | "AMOUNT_MISSING",
  value: T | undefined,
) {
  if (value === undefined && reader.cell(field) === undefined) reader.problem(code, field);
  return value;
}

function readDue(reader: CellReader, rules: ReadingRules, issuedOn: string | undefined): string | undefined {
  const due = reader.day("due_on");
  if (due || reader.cell("due_on") !== undefined) return due;
  const terms = reader.text("terms_days");
  if (!terms) {
    reader.problem("DATE_MISSING", rules.mapping.due_on === undefined ? "terms_days" : "due_on");
    return undefined;
  }
  const days =
    /^\D*(\d{1,3})(\.0+)?\D*$/.exec(terms)?.[1] ??
    (/receipt|sofort|contado|comptant|तुरंत/i.test(terms) ? "0" : undefined);
  if (days === undefined) reader.problem("TERMS_INVALID", "terms_days");
  return issuedOn && days !== undefined ? addDays(issuedOn, Number(days)) : undefined;
}

function readState(reader: CellReader) {
  const text = reader.text("status");
  if (!text) return null;
  const state = readInvoiceState(text);
  if (!state) reader.problem("STATUS_UNKNOWN", "status");
  return state ?? null;
}

type PaidInput = {
  amountMinor: number;
  openMinor: number | undefined;
  paidGiven: number | undefined;
  state: InvoiceFacts["state"];
  settledOn: string | undefined;
};

function readPaid(
  reader: CellReader,
  { amountMinor, openMinor, paidGiven, state, settledOn }: PaidInput,
): number | null {
  if (paidGiven !== undefined) {
    if (paidGiven < 0) reader.problem("AMOUNT_NEGATIVE", "paid_amount");
    if (paidGiven > amountMinor) reader.problem("PAID_MORE_THAN_AMOUNT", "paid_amount");
    return paidGiven;
  }
  if (openMinor !== undefined) {
    if (openMinor < 0) reader.problem("AMOUNT_NEGATIVE", "open_amount");
    if (openMinor > amountMinor) reader.problem("PAID_MORE_THAN_AMOUNT", "open_amount");
    return amountMinor - openMinor;
  }
  if (settledOn || state === "paid") return amountMinor;
  return null;
}

const loadFields = [
  ["load_number", "loadNumber"],
  ["bol_number", "bolNumber"],
  ["lane_origin", "laneOrigin"],
  ["lane_destination", "laneDestination"],
  ["transport_mode", "mode"],
] as const;

function readFreight(reader: CellReader, currency: string): FreightFacts {
  const freight: FreightFacts = {};
  for (const [field, key] of loadFields) {
    const value = reader.text(field, 200);
    if (value) freight[key] = value;
  }
  const hasPod = reader.truth("has_pod");
  if (hasPod !== undefined) freight.hasPod = hasPod;
  const factored = reader.truth("factored");
  if (factored !== undefined) freight.factored = factored;
  const portalRejected = reader.truth("portal_rejected");
  if (portalRejected !== undefined) freight.portalRejected = portalRejected;
  const shortPay = reader.amount("short_pay", currency);
  if (shortPay !== undefined) freight.shortPayMinor = Math.abs(shortPay);
  const accessorial = reader.amount("accessorials", currency);
  if (accessorial !== undefined) freight.accessorialMinor = accessorial;
  const documents = reader.text("documents");
  if (documents) {
    freight.documents = documents
      .split(/[;|]/)
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({ name, kind: documentKind(name) }));
  }
  return freight;
}

function documentKind(name: string): string {
  if (/\bpod\b|proof.of.delivery/i.test(name)) return "pod";
  if (/\bbol\b|bill.of.lading|\bcmr\b/i.test(name)) return "bol";
  return /invoice|rechnung|factura|facture/i.test(name) ? "invoice" : "other";
}
