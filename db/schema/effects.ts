import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currencyCode, day, instant, minorUnits, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";
import { enrollments } from "@/db/schema/journeys";

const ofAStep = {
  ...tenantColumns,
  /** `enrollment:node:visit`: what a step's visit asks for happens once. */
  key: text("key").notNull(),
  enrollmentId: uuid("enrollment_id").notNull(),
  nodeId: text("node_id").notNull(),
  visit: integer("visit").notNull(),
  debtorId: uuid("debtor_id").notNull(),
};

/**
 * What a journey's step asks of somebody else's system: the outbox beside the touches'. queued → sending → done | failed |
 * unknown; one whose claim ran out is in doubt and is asked again under the same id, or left to a person.
 */
export const errands = pgTable(
  "errands",
  {
    ...ofAStep,
    kind: text("kind", { enum: ["webhook", "notify_email", "notify_webhook"] }).notNull(),
    /** An `ErrandRequest` of server/campaigns/effects/ports.ts. */
    request: jsonb("request").notNull(),
    status: text("status", { enum: ["queued", "sending", "done", "failed", "unknown"] }).notNull(),
    /** When it is tried next; while sending, until when the claim holds. */
    dueAt: instant("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    resultCode: text("result_code"),
    createdAt,
    settledAt: instant("settled_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    within(t, t.enrollmentId, enrollments),
    unique("errands_key").on(t.tenantId, t.key),
    index("errands_open").on(t.tenantId, t.dueAt).where(sql`status in ('queued', 'sending')`),
  ],
);

/** What a journey asks a person; the answer wakes the enrollment. */
export const questions = pgTable(
  "questions",
  {
    ...ofAStep,
    about: text("about", { enum: ["approval", "fees"] }).notNull(),
    /** Of an approval: what is asked. */
    text: text("text"),
    until: instant("until").notNull(),
    /** `withdrawn`: the journey waits no longer. */
    answer: text("answer", { enum: ["yes", "no", "withdrawn"] }),
    answeredAt: instant("answered_at"),
    answeredBy: uuid("answered_by"),
    createdAt,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    within(t, t.enrollmentId, enrollments),
    unique("questions_key").on(t.tenantId, t.key),
    index("questions_debtor").on(t.tenantId, t.debtorId),
  ],
);

/**
 * Interest and fixed sums charged for being late: lines beside the invoices, whose amounts they never touch. `proposed`
 * until a person agreed; only `charged` ones are owed.
 */
export const lateFees = pgTable(
  "late_fees",
  {
    ...ofAStep,
    invoiceId: uuid("invoice_id").notNull(),
    currency: currencyCode().notNull(),
    interestMinor: minorUnits("interest_minor").notNull(),
    fixedMinor: minorUnits("fixed_minor").notNull(),
    /** First and last day that interest is charged for. */
    fromOn: day("from_on").notNull(),
    toOn: day("to_on").notNull(),
    /** Hundredths of a percent a year. */
    rateBp: integer("rate_bp").notNull(),
    basis: text("basis", { enum: ["eu_2011_7", "uk_1998", "own"] }).notNull(),
    status: text("status", { enum: ["proposed", "charged", "dropped"] }).notNull(),
    createdAt,
    settledAt: instant("settled_at"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    within(t, t.enrollmentId, enrollments),
    within(t, t.invoiceId, invoices),
    unique("late_fees_key").on(t.tenantId, t.key, t.invoiceId),
    index("late_fees_invoice").on(t.tenantId, t.invoiceId),
    index("late_fees_debtor").on(t.tenantId, t.debtorId),
  ],
);
