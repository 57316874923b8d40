import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  countryCode,
  createdAt,
  currencyCode,
  day,
  instant,
  minorUnits,
  searchPolicy,
  tenantColumns,
  tenantPolicies,
  tenantRules,
  within,
} from "@/db/columns";

/** Who owes. `externalId` is the customer's own id for the debtor. */
export const debtors = pgTable(
  "debtors",
  {
    ...tenantColumns,
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["company", "sole_trader", "consumer"] }).notNull(),
    country: countryCode().notNull(),
    region: text("region"),
    city: text("city"),
    postalCode: text("postal_code"),
    street: text("street"),
    addressVerified: boolean("address_verified").notNull().default(false),
    /** The debtor's own statement of where they are; it wins over address and number. */
    statedTimeZone: text("stated_time_zone"),
    language: text("language").notNull().default("en"),
    tags: text("tags").array().notNull().default([]),
    fields: jsonb("fields").notNull().default({}),
    /** Where the debtor stands in the customer's own process, as update steps and members set it. */
    stage: text("stage"),
    /** A stop for every channel: cease, attorney, bankrupt, deceased; null = none. */
    stop: text("stop", { enum: ["cease", "attorney", "bankrupt", "deceased"] }),
    stoppedAt: instant("stopped_at"),
    /** When and how the debtor wants to be contacted, and when and how they said so; see server/debtors/wishes. */
    preferences: jsonb("preferences").notNull().default({}),
    /** When the notice went out that a collector owes a consumer; null = nobody said that it did. */
    validationNoticeSentAt: instant("validation_notice_sent_at"),
    /** A member or a rule wants a person to look before anything more is sent. */
    pausedReason: text("paused_reason"),
    /** The person's data is kept and nothing more is done with it: GDPR 18, or what the person asked for elsewhere. */
    restrictedAt: instant("restricted_at"),
    /** `came_back`: erased once, and brought again by a later import. */
    restrictedFor: text("restricted_for", { enum: ["asked", "objected", "came_back", "erased"] }),
    /** The person wants no machine to decide or to speak: what one would do waits for a person. */
    automationRefusedAt: instant("automation_refused_at"),
    erasedAt: instant("erased_at"),
    /** Opens what receipts keep about this person; null once it was destroyed. Goes nowhere but server/audit. */
    logKey: uuid("log_key").default(sql`gen_random_uuid()`),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    unique("debtors_external_id").on(t.tenantId, t.externalId),
    searchPolicy(),
    index("debtors_name").on(t.tenantId, sql`lower(name collate "pg_c_utf8")`, t.id),
    index("debtors_created").on(t.tenantId, t.createdAt.desc(), t.id),
  ],
);

/** Open money of a debtor in one currency, kept by the verbs that change invoices. */
export const debtorBalances = pgTable(
  "debtor_balances",
  {
    tenantId: uuid("tenant_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    currency: currencyCode().notNull(),
    openMinor: minorUnits("open_minor").notNull(),
    openCount: integer("open_count").notNull(),
    oldestDueOn: day("oldest_due_on"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.debtorId, t.currency] }),
    within(t, t.debtorId, debtors),
    ...tenantPolicies(t.tenantId),
    index("debtor_balances_open").on(t.tenantId, t.currency, t.openMinor.desc()),
    index("debtor_balances_oldest").on(t.tenantId, t.oldestDueOn),
  ],
);

/** A person at the debtor. */
export const contacts = pgTable(
  "contacts",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    name: text("name").notNull(),
    jobTitle: text("job_title"),
    isPrimary: boolean("is_primary").notNull().default(false),
    createdAt,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    searchPolicy(),
    index("contacts_debtor").on(t.tenantId, t.debtorId),
  ],
);

/** An e-mail address (lower case) or a phone number (E.164) of a contact. */
export const contactPoints = pgTable(
  "contact_points",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    kind: text("kind", { enum: ["email", "phone"] }).notNull(),
    address: text("address").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    /** Of a phone number, from the lookup port; null = never asked. */
    lineType: text("line_type", { enum: ["mobile", "landline", "voip", "toll_free", "unknown"] }),
    lineTypeCheckedAt: instant("line_type_checked_at"),
    /** `undeliverable`: hard bounce or invalid number; `complained`: marked us as spam. */
    status: text("status", { enum: ["active", "undeliverable", "complained"] })
      .notNull()
      .default("active"),
    statusChangedAt: instant("status_changed_at"),
    /** Whose place it reaches; an attorney's is used only while they stand for the debtor. */
    place: text("place", { enum: ["home", "work", "attorney"] }),
    /** When it was last known to be still this contact's, and how that is known. */
    verifiedAt: instant("verified_at"),
    verifiedHow: text("verified_how", { enum: ["said", "database", "used"] }),
    createdAt,
  },
  (t) => [
    // A vendor's message names a number, not a workspace: the system finds whose it is.
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    within(t, t.contactId, contacts),
    searchPolicy(),
    unique("contact_points_address").on(t.tenantId, t.debtorId, t.kind, t.address),
    index("contact_points_by_address").on(t.tenantId, t.address),
    index("contact_points_any_workspace").on(t.address),
    index("contact_points_contact").on(t.tenantId, t.contactId),
  ],
);

/** Who allowed what, for which address, in which words, on what evidence. */
export const consents = pgTable(
  "consents",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    address: text("address").notNull(),
    kind: text("kind", { enum: ["express", "express_written", "inferred", "timed"] }).notNull(),
    /** To be reminded of what is owed, or to be sent offers: one says nothing of the other. */
    purpose: text("purpose", { enum: ["collection", "marketing"] })
      .notNull()
      .default("collection"),
    /** The person who consented. */
    givenBy: text("given_by"),
    wording: text("wording"),
    evidence: text("evidence"),
    grantedAt: instant("granted_at").notNull(),
    expiresAt: instant("expires_at"),
    recordedBy: uuid("recorded_by"),
    revokedAt: instant("revoked_at"),
    /** How it was revoked: by letter, in a call, by a reply. */
    revokedHow: text("revoked_how"),
    revokedBy: uuid("revoked_by"),
  },
  (t) => [...tenantRules(t), within(t, t.debtorId, debtors), index("consents_debtor").on(t.tenantId, t.debtorId)],
);

/** An address that must not be contacted on a channel. A recipient's opt-out may be lifted by later consent, a carrier's never. */
export const optOuts = pgTable(
  "opt_outs",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id"),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    address: text("address").notNull(),
    source: text("source", { enum: ["recipient", "carrier", "member"] }).notNull(),
    at: instant("at").notNull(),
    liftedAt: instant("lifted_at"),
  },
  (t) => [...tenantRules(t), index("opt_outs_address").on(t.tenantId, t.address, t.channel)],
);

export const debtorNotes = pgTable(
  "debtor_notes",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    authorId: uuid("author_id"),
    body: text("body").notNull(),
    createdAt,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("debtor_notes_debtor").on(t.tenantId, t.debtorId, t.createdAt, t.id),
  ],
);

/** What a person must look at. */
export const tasks = pgTable(
  "tasks",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id"),
    kind: text("kind", {
      enum: [
        "unknown_send",
        "failed_send",
        "wants_person",
        "unclear_reply",
        "parked_enrollment",
        "journey_ended",
        "unreachable",
        "payment_problem",
        "dispute",
        "campaign_budget",
        "approval",
        "fee_approval",
        "notice",
        "notice_failed",
        "rights_due",
        "rights_overdue",
        "erased_returned",
        "human_review",
        "call_lost",
        "follow_up_failed",
      ],
    }).notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** What a journey tells the team. */
    note: text("note"),
    /** The same thing asks once. */
    key: text("key").notNull(),
    createdAt,
    doneAt: instant("done_at"),
    doneBy: uuid("done_by"),
  },
  (t) => [
    ...tenantRules(t),
    unique("tasks_key").on(t.tenantId, t.key),
    index("tasks_open").on(t.tenantId, t.createdAt, t.id).where(sql`done_at is null`),
    index("tasks_debtor").on(t.tenantId, t.debtorId),
  ],
);
