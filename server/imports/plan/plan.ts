// What a batch of rows would do: rows to insert, to update, and what to tell the user. Pure data.
import {
  type FieldChange,
  type ImportCounts,
  type ImportIssue,
  noCounts,
  type RowProblem,
} from "@/server/imports/contract";
import type { KnownAddress, KnownContact, KnownDebtor, KnownInvoice } from "@/server/imports/plan/known";

export type PlannedConsent = {
  id: string;
  debtorId: string;
  channel: string;
  address: string;
  kind: "express" | "express_written";
  wording: string | null;
  evidence: string;
  grantedAt: Date;
};

export type PlannedPayment = {
  id: string;
  allocationId: string;
  debtorId: string;
  invoiceId: string;
  currency: string;
  amountMinor: number;
  receivedAt: Date;
};

export type PlannedDispute = {
  id: string;
  debtorId: string;
  invoiceId: string;
  reason: string | null;
  openedAt: Date;
  resolvedAt: Date | null;
};

export type PlannedHold = {
  id: string;
  happensAt: Date;
  kind: "payment" | "dispute" | "invoice_issued";
  debtorId: string;
  invoiceId: string | null;
  data: Record<string, unknown>;
};

export type PlannedSignal = {
  debtorId: string;
  kind: "paid" | "dispute_opened" | "opted_out";
  data: Record<string, unknown>;
};

export type Plan = {
  newDebtors: KnownDebtor[];
  changedDebtors: Set<KnownDebtor>;
  newContacts: KnownContact[];
  changedContacts: Set<KnownContact>;
  /** Numbers that were found to be still their debtor's on a day. */
  verified: { debtorId: string; address: string; at: Date }[];
  newAddresses: KnownAddress[];
  /** Addresses that are no longer the first of their kind. */
  demoted: Set<KnownAddress>;
  consents: PlannedConsent[];
  revokedConsents: string[];
  optOuts: { id: string; debtorId: string; channel: string; address: string }[];
  newInvoices: KnownInvoice[];
  changedInvoices: KnownInvoice[];
  payments: PlannedPayment[];
  disputes: PlannedDispute[];
  resolvedDisputes: { id: string; at: Date }[];
  holds: PlannedHold[];
  /** Invoices whose held events are overtaken by what the file says now. */
  overtaken: string[];
  /** Debtors whose balances change. */
  touched: Set<string>;
  signals: PlannedSignal[];
  issues: ImportIssue[];
  counts: ImportCounts;
};

export function emptyPlan(): Plan {
  return {
    newDebtors: [],
    changedDebtors: new Set(),
    newContacts: [],
    changedContacts: new Set(),
    verified: [],
    newAddresses: [],
    demoted: new Set(),
    consents: [],
    revokedConsents: [],
    optOuts: [],
    newInvoices: [],
    changedInvoices: [],
    payments: [],
    disputes: [],
    resolvedDisputes: [],
    holds: [],
    overtaken: [],
    touched: new Set(),
    signals: [],
    issues: [],
    counts: { ...noCounts },
  };
}

/** Adds one count to another, field by field. */
export function addCounts(total: ImportCounts, more: ImportCounts): ImportCounts {
  const sum = { ...total };
  for (const key of Object.keys(more) as (keyof ImportCounts)[]) sum[key] += more[key];
  return sum;
}

/** A row that cannot be imported as it is, found only beside what is known already. */
export class RowRefused extends Error {
  constructor(readonly problem: RowProblem) {
    super(problem.code);
  }
}

/** Notes a field that differs. */
export function changed(changes: FieldChange[], field: string, from: unknown, to: unknown, currency?: string) {
  const shown = (value: unknown) => (value === null || value === undefined ? null : String(value));
  changes.push({ field, from: shown(from), to: shown(to), ...(currency ? { currency } : {}) });
}
