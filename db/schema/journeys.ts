import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantPolicies, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";

/** The escalation graph being drawn; it may be incomplete. */
export const journeys = pgTable(
  "journeys",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    draft: jsonb("draft").notNull(),
    /** Grows with every save; a save names the one it started from, so two editors notice each other. */
    draftRevision: integer("draft_revision").notNull().default(1),
    templateKey: text("template_key"),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [...tenantRules(t), index("journeys_updated").on(t.tenantId, t.updatedAt.desc())],
);

/** Immutable: what runs. */
export const journeyVersions = pgTable(
  "journey_versions",
  {
    ...tenantColumns,
    journeyId: uuid("journey_id").notNull(),
    number: integer("number").notNull(),
    graph: jsonb("graph").notNull(),
    note: text("note"),
    publishedAt: instant("published_at").notNull(),
    publishedBy: uuid("published_by"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.journeyId, journeys, "restrict"),
    unique("journey_versions_number").on(t.tenantId, t.journeyId, t.number),
  ],
);

/** A version, an audience and a schedule. */
export const campaigns = pgTable(
  "campaigns",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    journeyVersionId: uuid("journey_version_id").notNull(),
    /** See server/campaigns/contract.ts. */
    audience: jsonb("audience").notNull(),
    status: text("status", { enum: ["draft", "launching", "running", "paused", "ended"] }).notNull(),
    createdAt,
    createdBy: uuid("created_by"),
    launchedAt: instant("launched_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.journeyVersionId, journeyVersions, "restrict"),
    index("campaigns_status").on(t.tenantId, t.status, t.createdAt.desc()),
  ],
);

/** One debtor going through one campaign. State is rows: pause, inspect and time travel are queries. */
export const enrollments = pgTable(
  "enrollments",
  {
    ...tenantColumns,
    campaignId: uuid("campaign_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    status: text("status", { enum: ["waiting", "paused", "done", "parked"] }).notNull(),
    /** When it is to be woken; kept while paused, null once it is done or parked. */
    dueAt: instant("due_at"),
    /** The interpreter's own state; small. */
    state: jsonb("state").notNull(),
    outcome: text("outcome"),
    parkedReason: text("parked_reason"),
    enteredAt: instant("entered_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.campaignId, campaigns),
    within(t, t.debtorId, debtors),
    unique("enrollments_debtor").on(t.tenantId, t.campaignId, t.debtorId),
    index("enrollments_due").on(t.tenantId, t.dueAt).where(sql`status = 'waiting'`),
    index("enrollments_by_debtor").on(t.tenantId, t.debtorId),
  ],
);

/** The invoices an enrollment chases. */
export const enrollmentInvoices = pgTable(
  "enrollment_invoices",
  {
    tenantId: uuid("tenant_id").notNull(),
    enrollmentId: uuid("enrollment_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.enrollmentId, t.invoiceId] }),
    within(t, t.enrollmentId, enrollments),
    within(t, t.invoiceId, invoices),
    ...tenantPolicies(t.tenantId),
    index("enrollment_invoices_invoice").on(t.tenantId, t.invoiceId),
  ],
);

/** Something that happened to an enrollment and was not read by its interpreter yet. */
export const enrollmentSignals = pgTable(
  "enrollment_signals",
  {
    ...tenantColumns,
    enrollmentId: uuid("enrollment_id").notNull(),
    kind: text("kind").notNull(),
    data: jsonb("data").notNull().default({}),
    at: instant("at").notNull(),
    consumedAt: instant("consumed_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.enrollmentId, enrollments),
    index("enrollment_signals_open").on(t.tenantId, t.enrollmentId).where(sql`consumed_at is null`),
  ],
);

/** One row a wake, its events as JSON: what the enrollment went through and why. */
export const enrollmentHistory = pgTable(
  "enrollment_history",
  {
    ...tenantColumns,
    enrollmentId: uuid("enrollment_id").notNull(),
    at: instant("at").notNull(),
    events: jsonb("events").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.enrollmentId, enrollments),
    index("enrollment_history_enrollment").on(t.tenantId, t.enrollmentId, t.at),
  ],
);
