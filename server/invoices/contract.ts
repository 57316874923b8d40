// Inputs and outputs of invoices; safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const invoiceFilterStatuses = ["open", "overdue", "paid", "disputed", "closed"] as const;
export const invoiceSorts = ["due", "issued", "amount", "open", "number"] as const;
export type InvoiceSort = (typeof invoiceSorts)[number];

const day = z.iso.date();

export const invoiceFilters = z.object({
  q: z.string().trim().max(200).optional(),
  status: z.enum(invoiceFilterStatuses).optional(),
  currency: z.string().length(3).optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  debtorId: publicId("debtor").optional(),
  /** Shows what was open at the end of that past day, with the money open then. */
  asOf: day.optional(),
});
export type InvoiceFilters = z.output<typeof invoiceFilters>;

export const listInvoicesInput = invoiceFilters.extend({
  sort: z.enum(invoiceSorts).default("due"),
  dir: z.enum(["asc", "desc"]).default("asc"),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type ListInvoicesInput = z.output<typeof listInvoicesInput>;

export type InvoiceRow = {
  id: string;
  number: string;
  debtorId: string;
  debtorName: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  amountMinor: number;
  openMinor: number;
  status: "open" | "paid" | "void" | "written_off";
  disputed: boolean;
  loadNumber: string | null;
  /** Positive: days past the due day, by the workspace's clock. */
  daysOverdue: number;
};

export type InvoicePage = {
  rows: InvoiceRow[];
  nextCursor: string | null;
  previousCursor: string | null;
  today: string;
  shown: InvoicesShown;
};

/** All that match; or, of a search with too many hits, numbers that begin with it, or some that were soon found. */
export type InvoicesShown = "all" | "beginnings" | "some";

/** Counting stops at `countMax`, so that it never makes a list slow. */
export const countMax = 10_000;
/** Of a search with very many hits: each is looked at row by row. */
export const searchCountMax = 1000;

export const invoiceIdInput = z.object({ invoiceId: publicId("invoice") });

export type InvoiceDetail = InvoiceRow & {
  paidMinor: number;
  settledOn: string | null;
  bolNumber: string | null;
  laneOrigin: string | null;
  laneDestination: string | null;
  mode: string | null;
  hasPod: boolean | null;
  factored: boolean | null;
  portalRejected: boolean | null;
  /** Beside the invoice's own amount, which they never change. */
  lateFees: {
    id: string;
    amountMinor: number;
    interestMinor: number;
    fixedMinor: number;
    fromOn: string;
    toOn: string;
    ratePercent: number;
    basis: "eu_2011_7" | "uk_1998" | "own";
    status: "proposed" | "charged";
    createdAt: Date;
  }[];
  shortPayMinor: number | null;
  accessorialMinor: number | null;
  documents: { name: string; kind: string }[];
  createdAt: Date;
  payments: {
    id: string;
    amountMinor: number;
    method: string;
    status: string;
    receivedAt: Date;
    reversedAt: Date | null;
  }[];
  disputes: {
    id: string;
    reason: string | null;
    source: string;
    openedAt: Date;
    resolvedAt: Date | null;
  }[];
  campaigns: { id: string; name: string; status: string; dueAt: Date | null; outcome: string | null }[];
};
