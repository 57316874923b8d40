import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";

/** What a person asked of those who keep their data, and what became of it. */
export const rightsRequests = pgTable(
  "rights_requests",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    kind: text("kind", { enum: ["access", "correct", "restrict", "erase", "object", "review"] }).notNull(),
    /** Of an objection: to what. */
    objectsTo: text("objects_to", { enum: ["processing", "automation"] }),
    askedBy: text("asked_by", { enum: ["person", "representative", "authority", "workspace"] }).notNull(),
    receivedBy: text("received_by", { enum: ["letter", "email", "phone", "portal", "in_person"] }).notNull(),
    /** How it was made sure that it is the person; `not_yet`: nothing is handed out or deleted. */
    identity: text("identity", {
      enum: ["not_yet", "address_on_file", "called_back", "document", "power_of_attorney"],
    }).notNull(),
    /** Free words; go with the person. */
    note: text("note"),
    receivedOn: date("received_on", { mode: "string" }).notNull(),
    /** Whose deadline it is: an id of server/rights/law/deadlines.ts. */
    law: text("law").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    extendedAt: instant("extended_at"),
    status: text("status", { enum: ["open", "done", "refused", "withdrawn"] }).notNull(),
    /** Why it was refused, as a code; null else. */
    refusal: text("refusal"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    createdAt,
    createdBy: uuid("created_by"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("rights_requests_open").on(t.tenantId, t.dueOn, t.id).where(sql`status = 'open'`),
    index("rights_requests_created").on(t.tenantId, t.createdAt.desc(), t.id),
    index("rights_requests_debtor").on(t.tenantId, t.debtorId, t.createdAt),
  ],
);

/** What was corrected on a person's request: before and after, to be shown to whoever asks; goes with the person. */
export const rightsCorrections = pgTable(
  "rights_corrections",
  {
    ...tenantColumns,
    requestId: uuid("request_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    /** `debtor.name`, `contact.name`, `point.address` …; `subjectId` says of which. */
    field: text("field").notNull(),
    subjectId: uuid("subject_id").notNull(),
    before: text("before"),
    after: text("after"),
    at: instant("at").notNull(),
    correctedBy: uuid("corrected_by"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    within(t, t.requestId, rightsRequests),
    index("rights_corrections_request").on(t.tenantId, t.requestId, t.at),
  ],
);

/** A person looked at what a machine had decided about somebody, and said whether it stands. */
export const automatedReviews = pgTable(
  "automated_reviews",
  {
    ...tenantColumns,
    requestId: uuid("request_id"),
    debtorId: uuid("debtor_id").notNull(),
    subjectKind: text("subject_kind", { enum: ["touch", "fee"] }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    verdict: text("verdict", { enum: ["upheld", "overturned"] }).notNull(),
    /** Why, in the reviewer's words; goes with the person. */
    reason: text("reason"),
    at: instant("at").notNull(),
    reviewedBy: uuid("reviewed_by"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    unique("automated_reviews_subject").on(t.tenantId, t.subjectKind, t.subjectId),
    index("automated_reviews_debtor").on(t.tenantId, t.debtorId, t.at),
  ],
);

/**
 * What the law makes us keep of somebody who was erased: ciphertext under the installation's vault, opened by owners and
 * admins with a reason that is logged, deleted when its time is over.
 */
export const restrictedRecords = pgTable(
  "restricted_records",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    /** A kind of server/rights/erase/keeping.ts. */
    kind: text("kind").notNull(),
    /** How many things it holds. */
    things: integer("things").notNull(),
    sealed: bytes("sealed").notNull(),
    /** Why it is kept: ids of rules in server/retention/rules. */
    rules: text("rules").array().notNull(),
    /** Last day; null while what it waits for, an open claim, is not over. */
    keptUntil: date("kept_until", { mode: "string" }),
    createdAt,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("restricted_records_debtor").on(t.tenantId, t.debtorId),
    index("restricted_records_due").on(t.tenantId, t.keptUntil),
  ],
);

/** Who must not be reached again, as a keyed hash: an address or a customer's number that comes back is recognised. */
export const suppressions = pgTable(
  "suppressions",
  {
    ...tenantColumns,
    kind: text("kind", { enum: ["email", "phone", "external_id"] }).notNull(),
    digest: text("digest").notNull(),
    source: text("source", { enum: ["erased", "carrier"] }).notNull(),
    at: instant("at").notNull(),
  },
  (t) => [...tenantRules(t), unique("suppressions_digest").on(t.tenantId, t.kind, t.digest)],
);

/** Every version of a workspace's own retention periods; the latest holds. Never changed. */
export const retentionPolicies = pgTable(
  "retention_policies",
  {
    ...tenantColumns,
    version: integer("version").notNull(),
    /** Kind of data → days. */
    periods: jsonb("periods").notNull(),
    savedAt: instant("saved_at").notNull(),
    savedBy: uuid("saved_by"),
  },
  (t) => [...tenantRules(t), unique("retention_policies_version").on(t.tenantId, t.version)],
);
