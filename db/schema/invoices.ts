import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  createdAt,
  currencyCode,
  day,
  instant,
  minorUnits,
  searchPolicy,
  tenantColumns,
  tenantRules,
  within,
} from "@/db/columns";
import { debtors } from "@/db/schema/debtors";

export const invoices = pgTable(
  "invoices",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    /** As written, leading zeros kept. */
    number: text("number").notNull(),
    /** `number` in upper case without leading zeros and separators: finds near-duplicates, never merges them. */
    numberKey: text("number_key").notNull(),
    issuedOn: day("issued_on").notNull(),
    dueOn: day("due_on").notNull(),
    currency: currencyCode().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    paidMinor: minorUnits("paid_minor").notNull().default(0),
    /** Amount less payments, never below zero; zero when void or written off. */
    openMinor: minorUnits("open_minor")
      .notNull()
      .generatedAlwaysAs(
        sql`case when status in ('void', 'written_off') then 0 else greatest(amount_minor - paid_minor, 0) end`,
      ),
    status: text("status", { enum: ["open", "paid", "void", "written_off"] }).notNull(),
    /** Kept by a trigger on `disputes` (migration named shelves), for whoever opens and ends them. */
    hasOpenDispute: boolean("has_open_dispute").notNull().default(false),
    /**
     * Where a list looks for it: status, `!` when disputed, currency, quarter of the due day (`open! USD 2026-1`). Lists read
     * the shelves that a filter means, each in the order wanted: server/invoices/shelves.ts.
     */
    shelf: text("shelf")
      .notNull()
      .generatedAlwaysAs(
        sql`status || case when has_open_dispute then '! ' else ' ' end || currency || ' ' || lpad(extract(year from due_on)::int::text, 4, '0') || '-' || extract(quarter from due_on)::int::text`,
      ),
    /** What a search looks through. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(sql`lower(number || ' ' || coalesce(load_number, '') || ' ' || coalesce(bol_number, ''))`),
    settledOn: day("settled_on"),
    /** Freight facts that journeys will branch on. */
    loadNumber: text("load_number"),
    bolNumber: text("bol_number"),
    laneOrigin: text("lane_origin"),
    laneDestination: text("lane_destination"),
    mode: text("mode"),
    hasPod: boolean("has_pod"),
    shortPayMinor: minorUnits("short_pay_minor"),
    /** Sold to a factor; refused by the customer's billing portal. Null: not known. */
    factored: boolean("factored"),
    portalRejected: boolean("portal_rejected"),
    accessorialMinor: minorUnits("accessorial_minor"),
    /** `[{ name, kind }]`, the papers that belong to the invoice. */
    documents: jsonb("documents").notNull().default([]),
    importId: uuid("import_id"),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    unique("invoices_number").on(t.tenantId, t.debtorId, t.number),
    searchPolicy(),
    index("invoices_number_key").on(t.tenantId, t.numberKey, t.id),
    // All that a list of a debtor's invoices is filtered and sorted by, however many they are.
    index("invoices_debtor").on(
      t.tenantId,
      t.debtorId,
      t.dueOn,
      t.id,
      t.shelf,
      t.issuedOn,
      t.amountMinor,
      t.openMinor,
      t.numberKey,
    ),
    // Holds all that the ageing of a workspace needs, so that it reads the index only.
    index("invoices_open_due").on(t.tenantId, t.dueOn, t.id, t.currency, t.openMinor).where(sql`status = 'open'`),
    // One an order of the list; the due day decides at the two ends of a period that is not whole quarters.
    index("invoices_shelf_due").on(t.tenantId, t.shelf, t.dueOn, t.id),
    index("invoices_shelf_issued").on(t.tenantId, t.shelf, t.issuedOn, t.id, t.dueOn),
    index("invoices_shelf_amount").on(t.tenantId, t.shelf, t.amountMinor, t.id, t.dueOn),
    index("invoices_shelf_open").on(t.tenantId, t.shelf, t.openMinor, t.id, t.dueOn),
    index("invoices_shelf_number").on(t.tenantId, t.shelf, t.numberKey, t.id, t.dueOn),
  ],
);

export const disputes = pgTable(
  "disputes",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    reason: text("reason"),
    source: text("source", { enum: ["import", "member", "debtor"] }).notNull(),
    openedAt: instant("opened_at").notNull(),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    within(t, t.invoiceId, invoices),
    index("disputes_debtor").on(t.tenantId, t.debtorId),
    index("disputes_invoice").on(t.tenantId, t.invoiceId),
    index("disputes_open").on(t.tenantId, t.invoiceId).where(sql`resolved_at is null`),
  ],
);

export const promises = pgTable(
  "promises",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    currency: currencyCode().notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    dueOn: day("due_on").notNull(),
    status: text("status", { enum: ["open", "kept", "broken", "cancelled"] }).notNull(),
    source: text("source", { enum: ["call", "sms", "email", "pay_page", "member"] }).notNull(),
    touchId: uuid("touch_id"),
    createdAt,
    closedAt: instant("closed_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("promises_open").on(t.tenantId, t.status, t.dueOn),
    index("promises_debtor").on(t.tenantId, t.debtorId),
  ],
);
