import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  createdAt,
  currencyCode,
  instant,
  minorUnits,
  systemPolicy,
  tenantColumns,
  tenantRules,
  within,
} from "@/db/columns";
import { debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";

/** Money received. What is not allocated stays visible as `amount - allocated - refunded`. */
export const payments = pgTable(
  "payments",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    currency: currencyCode().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    refundedMinor: minorUnits("refunded_minor").notNull().default(0),
    status: text("status", { enum: ["pending", "succeeded", "failed", "refunded"] }).notNull(),
    method: text("method", { enum: ["import", "checkout", "member", "history"] }).notNull(),
    /** Stripe's payment intent, or the sandbox's; unique, so that a webhook counts once. */
    providerRef: text("provider_ref"),
    checkoutId: uuid("checkout_id"),
    receivedAt: instant("received_at").notNull(),
    createdAt,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    uniqueIndex("payments_provider_ref").on(t.tenantId, t.providerRef).where(sql`provider_ref is not null`),
    index("payments_debtor").on(t.tenantId, t.debtorId, t.receivedAt, t.id),
    index("payments_received").on(t.tenantId, t.receivedAt, t.id),
  ],
);

export const paymentAllocations = pgTable(
  "payment_allocations",
  {
    ...tenantColumns,
    paymentId: uuid("payment_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    createdAt,
    reversedAt: instant("reversed_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.paymentId, payments),
    within(t, t.invoiceId, invoices),
    index("payment_allocations_invoice").on(t.tenantId, t.invoiceId),
    // Holds all that unwinding to a past day needs.
    index("payment_allocations_payment").on(t.tenantId, t.paymentId, t.invoiceId, t.amountMinor, t.reversedAt),
  ],
);

/** A debtor's door to the pay page. The token is the id and a MAC over it, so nothing secret is stored. */
export const payLinks = pgTable(
  "pay_links",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    touchId: uuid("touch_id"),
    createdAt,
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    openedAt: instant("opened_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    index("pay_links_debtor").on(t.tenantId, t.debtorId),
    uniqueIndex("pay_links_id").on(t.id),
  ],
);

/** One attempt to pay through Stripe Checkout or the sandbox checkout. */
export const checkouts = pgTable(
  "checkouts",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    payLinkId: uuid("pay_link_id").notNull(),
    currency: currencyCode().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    /** `[{ invoiceId, amountMinor }]`, what the debtor chose to pay. */
    lines: jsonb("lines").notNull(),
    provider: text("provider", { enum: ["stripe", "sandbox"] }).notNull(),
    providerRef: text("provider_ref"),
    status: text("status", { enum: ["open", "processing", "succeeded", "failed", "expired"] }).notNull(),
    createdAt,
    checkedAt: instant("checked_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    within(t, t.payLinkId, payLinks),
    uniqueIndex("checkouts_provider_ref").on(t.provider, t.providerRef).where(sql`provider_ref is not null`),
    index("checkouts_open").on(t.tenantId, t.status, t.createdAt),
  ],
);

/** The sandbox bank's own memory of a checkout; its id is the checkout's. Never a card number. */
export const sandboxCheckouts = pgTable(
  "sandbox_checkouts",
  {
    ...tenantColumns,
    currency: currencyCode().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    state: text("state", { enum: ["open", "challenged", "processing", "succeeded", "failed", "expired"] }).notNull(),
    /** Of a slow payment: when it ends by itself, by the workspace's clock, and how. */
    settlesAt: instant("settles_at"),
    settlesAs: text("settles_as", { enum: ["succeeded", "failed"] }),
    refundedMinor: minorUnits("refunded_minor").notNull().default(0),
    disputedMinor: minorUnits("disputed_minor").notNull().default(0),
    createdAt,
  },
  (t) => [...tenantRules(t), within(t, t.id, checkouts)],
);

/** Every vendor webhook once, whatever order; the row is the idempotency key. No tenant: it is known only after parsing. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: uuid("id").primaryKey(),
    provider: text("provider", { enum: ["stripe", "resend", "twilio"] }).notNull(),
    externalId: text("external_id").notNull(),
    kind: text("kind").notNull(),
    tenantId: uuid("tenant_id"),
    receivedAt: instant("received_at").notNull(),
    processedAt: instant("processed_at"),
    /** Ids and codes needed to process it again; no personal data. */
    payload: jsonb("payload").notNull(),
    error: text("error"),
  },
  (t) => [systemPolicy(), unique("webhook_events_external").on(t.provider, t.externalId)],
);

/** What an as-of import held back: it happens when the workspace's clock reaches it. */
export const heldEvents = pgTable(
  "held_events",
  {
    ...tenantColumns,
    happensAt: instant("happens_at").notNull(),
    kind: text("kind", { enum: ["payment", "dispute", "invoice_issued"] }).notNull(),
    debtorId: uuid("debtor_id").notNull(),
    invoiceId: uuid("invoice_id"),
    data: jsonb("data").notNull(),
    doneAt: instant("done_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    index("held_events_due").on(t.tenantId, t.happensAt).where(sql`done_at is null`),
  ],
);
