// Inputs and outputs of the payments of a workspace. Safe in the browser.
import { z } from "zod";
import type { CappedCount, Page } from "@/server/keyset";
import { isCurrency, positiveMinorInput } from "@/server/money";
import { publicId } from "@/server/public-ids";

const currency = z.string().refine(isCurrency, "is not a currency we know");
const amountMinor = positiveMinorInput;

export const listPaymentsInput = z.object({
  debtorId: publicId("debtor").optional(),
  cursor: z.string().max(400).optional(),
  pageSize: z.number().int().min(1).max(200).default(50),
});
export type ListPaymentsInput = z.infer<typeof listPaymentsInput>;

/** Counting stops here, so that it never makes the list slow. */
export const paymentCountMax = 4000;

export const recordManualPaymentInput = z.object({
  debtorId: publicId("debtor"),
  currency,
  amountMinor,
  receivedOn: z.iso.date(),
  /** Without them the oldest due is paid first. */
  invoiceIds: z.array(publicId("invoice")).max(500).optional(),
  /** Made once by the form, so that a second submit is the same payment. */
  formId: z.uuid(),
});
export type RecordManualPaymentInput = z.infer<typeof recordManualPaymentInput>;

export const refundPaymentInput = z.object({ paymentId: publicId("payment"), amountMinor });
export type RefundPaymentInput = z.infer<typeof refundPaymentInput>;

export const debtorInput = z.object({ debtorId: publicId("debtor") });
export const payLinkInput = z.object({ linkId: publicId("payLink") });

const paymentStatuses = ["pending", "succeeded", "failed", "refunded"] as const;
const paymentMethods = ["import", "checkout", "member", "history"] as const;

export type PaymentRow = {
  id: string;
  debtorId: string;
  debtorName: string;
  currency: string;
  amountMinor: number;
  refundedMinor: number;
  allocatedMinor: number;
  /** Over-payment: neither allocated nor given back. */
  unallocatedMinor: number;
  status: (typeof paymentStatuses)[number];
  method: (typeof paymentMethods)[number];
  receivedAt: Date;
  invoices: { id: string; number: string; amountMinor: number }[];
};
export type PaymentPage = Page<PaymentRow> & { total: CappedCount };

export type PayLinkRow = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  revokedAt: Date | null;
  state: "live" | "expired" | "revoked";
  /** Only of a live link, and only for who may make one. */
  url: string | null;
};

export type PayableInvoice = {
  invoiceId: string;
  currency: string;
  dueOn: string;
  number: string;
  loadNumber: string | null;
  documents: string[];
  /** What may still be paid. */
  openMinor: number;
  /** On its way by a slow method, beside `openMinor`. */
  processingMinor: number;
};

const checkoutStatuses = ["open", "processing", "succeeded", "failed", "expired"] as const;

/** Everything the pay page shows to who holds a link. */
export type PayPage = {
  state: "live" | "expired" | "revoked";
  workspace: { name: string; phone: string | null; email: string | null; sandbox: boolean };
  /** Nothing of the debtor is told to who holds a dead link. */
  debtor: { name: string; language: string; country: string } | null;
  today: string;
  invoices: PayableInvoice[];
  checkout: {
    id: string;
    status: (typeof checkoutStatuses)[number];
    currency: string;
    amountMinor: number;
  } | null;
};
