// What a payment vendor must be able to do. Adapters stand in server/providers; server/wiring.ts picks them. Each
// bounds its own calls in time and throws DomainError PROVIDER_UNAVAILABLE when the vendor does not answer.

export type CheckoutRequest = {
  tenantId: string;
  checkoutId: string;
  /** The vendor's idempotency key: the same one answers the same checkout. */
  idempotencyKey: string;
  currency: string;
  lines: { description: string; amountMinor: number }[];
  customerEmail: string | null;
  language: string;
  /** The debtor's pay page, without a query. */
  payPageUrl: string;
  successUrl: string;
  cancelUrl: string;
};

export type CheckoutState = {
  providerRef: string;
  status: "open" | "processing" | "succeeded" | "failed" | "expired";
  /** Where an open checkout is paid, when the vendor remembers it; else `create` with the same key answers it. */
  url: string | null;
  amountMinor: number;
  currency: string;
  /** The payment behind it, once there is one: the key under which money is recorded. */
  paymentRef: string | null;
  refundedMinor: number;
  /** Taken back by the payer's bank, and not won back. */
  disputedMinor: number;
};

export type CheckoutPort = {
  name: "stripe" | "sandbox";
  /** Where its pages stand when not on our own origin: the pay page's form may lead there. */
  pagesOrigin: string | null;
  create(request: CheckoutRequest): Promise<{ providerRef: string; url: string }>;
  retrieve(checkout: { tenantId: string; providerRef: string }): Promise<CheckoutState>;
  /** Closes an open checkout to payers; one that is not open stays as it is. */
  expire(checkout: { tenantId: string; providerRef: string }): Promise<void>;
  refund(request: {
    tenantId: string;
    paymentRef: string;
    currency: string;
    amountMinor: number;
    /** What had gone back when this was decided; with the key it tells a repeated request from another one. */
    refundedBeforeMinor: number;
    idempotencyKey: string;
  }): Promise<void>;
};

/** News from a vendor's webhook: which checkout it is about, or null when none of ours. Its content is asked for. */
export type CheckoutNews = {
  eventId: string;
  kind: string;
  about: { tenantId: string; checkoutId: string; providerRef: string | null } | null;
};

/** Facts of a receipt, and what makes a mail of them; the mail's looks stand in emails/. */
export type ReceiptFacts = {
  language: string;
  country: string;
  workspaceName: string;
  workspaceEmail: string | null;
  workspacePhone: string | null;
  debtorName: string;
  currency: string;
  amountMinor: number;
  paidOn: string;
  reference: string;
  lines: { number: string; amountMinor: number }[];
  test: boolean;
};
export type RenderReceipt = (facts: ReceiptFacts) => Promise<{ subject: string; html: string; text: string }>;

/** What following a checkout needs beside the database. */
export type CheckoutPorts = { checkout: CheckoutPort; renderReceipt: RenderReceipt };
