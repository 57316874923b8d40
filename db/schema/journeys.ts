import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  interval,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  createdAt,
  instant,
  logPosition,
  sealingPolicy,
  tenantColumns,
  tenantPolicies,
  tenantRules,
  within,
} from "@/db/columns";
import { draftColumns, versionColumns } from "@/db/draft-columns";
import { debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";

/** The escalation graph being drawn; it may be incomplete. */
export const journeys = pgTable(
  "journeys",
  {
    ...tenantColumns,
    ...draftColumns,
  },
  (t) => [...tenantRules(t), index("journeys_updated").on(t.tenantId, t.updatedAt.desc())],
);

/** Immutable: what runs. */
export const journeyVersions = pgTable(
  "journey_versions",
  {
    ...tenantColumns,
    journeyId: uuid("journey_id").notNull(),
    graph: jsonb("graph").notNull(),
    ...versionColumns,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.journeyId, journeys, "restrict"),
    unique("journey_versions_number").on(t.tenantId, t.journeyId, t.number),
  ],
);

/** A journey kept as a beginning for others; those of the product are in server/journeys/templates. */
export const journeyTemplates = pgTable(
  "journey_templates",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    summary: text("summary").notNull(),
    graph: jsonb("graph").notNull(),
    createdAt,
    createdBy: uuid("created_by"),
  },
  (t) => [...tenantRules(t), unique("journey_templates_name").on(t.tenantId, t.name)],
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
    /** Debtors come in by themselves: the version's own trigger. Null: the audience enters at launch. */
    trigger: jsonb("trigger"),
    status: text("status", { enum: ["draft", "scheduled", "launching", "running", "paused", "ended"] }).notNull(),
    /** Of two campaigns that would chase the same invoice, the higher one does. */
    priority: integer("priority").notNull().default(50),
    /** Of the audience, drawn at entry and never contacted by this campaign: what would have come in anyway. */
    holdoutPercent: integer("holdout_percent").notNull().default(0),
    startsAt: instant("starts_at"),
    endsAt: instant("ends_at"),
    /** Goal, budget and pace: see server/campaigns/plan-contract.ts. */
    goal: jsonb("goal"),
    budget: jsonb("budget"),
    pace: jsonb("pace"),
    /** Kept while there is a budget: touches decided so far, and what they cost in millionths of its currency's unit. */
    spentTouches: integer("spent_touches").notNull().default(0),
    spentMicros: bigint("spent_micros", { mode: "number" }).notNull().default(0),
    /** `person`, `budget`; while paused. */
    pauseReason: text("pause_reason", { enum: ["person", "budget"] }),
    pausedAt: instant("paused_at"),
    createdAt,
    createdBy: uuid("created_by"),
    launchedAt: instant("launched_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.journeyVersionId, journeyVersions, "restrict"),
    index("campaigns_status").on(t.tenantId, t.status, t.createdAt.desc()),
    index("campaigns_timed").on(t.tenantId, t.status).where(sql`status = 'scheduled' or ends_at is not null`),
  ],
);

/** How much of a campaign's pace an hour has taken; only of campaigns that have one. */
export const campaignPaceHours = pgTable(
  "campaign_pace_hours",
  {
    tenantId: uuid("tenant_id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    /** The hour's beginning, UTC. */
    hour: instant("hour").notNull(),
    /** Touches decided in it. */
    used: integer("used").notNull().default(0),
    /** Enrollments that were put off to it. */
    expected: integer("expected").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.campaignId, t.channel, t.hour] }),
    within(t, t.campaignId, campaigns),
    ...tenantPolicies(t.tenantId),
  ],
);

/**
 * What passed each step, added up as it happens: one row a batch and step, folded into one a step now and then, so that
 * two workers never wait for each other over a counter.
 */
export const campaignStepCounts = pgTable(
  "campaign_step_counts",
  {
    ...tenantColumns,
    campaignId: uuid("campaign_id").notNull(),
    nodeId: text("node_id").notNull(),
    entered: integer("entered").notNull(),
    passed: integer("passed").notNull(),
    failed: integer("failed").notNull(),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.campaignId, campaigns),
    index("campaign_step_counts_campaign").on(t.tenantId, t.campaignId, t.nodeId),
  ],
);

/** One debtor going through one campaign. State is rows: pause, inspect and time travel are queries. */
export const enrollments = pgTable(
  "enrollments",
  {
    ...tenantColumns,
    campaignId: uuid("campaign_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    /** The version it runs where that is not the campaign's: set while and after those inside are moved to another. */
    versionId: uuid("version_id"),
    /** `holdout`: watched, never contacted, until the campaign ends. */
    status: text("status", { enum: ["waiting", "paused", "done", "parked", "holdout"] }).notNull(),
    /** When it is to be woken; kept while paused, null once it is done or parked. */
    dueAt: instant("due_at"),
    /** The interpreter's own state; small. */
    state: jsonb("state").notNull(),
    outcome: text("outcome"),
    parkedReason: text("parked_reason"),
    enteredAt: instant("entered_at").notNull(),
    endedAt: instant("ended_at"),
    /** In a campaign's list: who is due next comes first, then who ended last. */
    place: interval("place")
      .notNull()
      .generatedAlwaysAs(
        sql`case when due_at is not null then due_at - timestamptz '2000-01-01 00:00:00Z' else interval '1000000 days' - (coalesce(ended_at, entered_at) - timestamptz '2000-01-01 00:00:00Z') end`,
      ),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.campaignId, campaigns),
    within(t, t.debtorId, debtors),
    // Once at a time: a trigger may take a debtor in again after it left.
    uniqueIndex("enrollments_debtor").on(t.tenantId, t.campaignId, t.debtorId).where(sql`status <> 'done'`),
    index("enrollments_due").on(t.tenantId, t.dueAt).where(sql`status = 'waiting'`),
    index("enrollments_by_debtor").on(t.tenantId, t.debtorId),
    index("enrollments_place").on(t.tenantId, t.campaignId, t.status, t.place, t.id),
    index("enrollments_outcome").on(t.tenantId, t.campaignId, t.outcome, t.place, t.id).where(sql`outcome is not null`),
  ],
);

/** Those inside a campaign were moved to another version of its journey; unfinished while `done_at` is empty. */
export const campaignMoves = pgTable(
  "campaign_moves",
  {
    ...tenantColumns,
    campaignId: uuid("campaign_id").notNull(),
    fromVersionId: uuid("from_version_id").notNull(),
    toVersionId: uuid("to_version_id").notNull(),
    /** Old step → new step. */
    nodeMap: jsonb("node_map").notNull(),
    moved: integer("moved").notNull(),
    startedAt: instant("started_at").notNull(),
    doneAt: instant("done_at"),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.campaignId, campaigns),
    index("campaign_moves_campaign").on(t.tenantId, t.campaignId, t.startedAt.desc()),
    uniqueIndex("campaign_moves_under_way").on(t.tenantId, t.campaignId).where(sql`done_at is null`),
  ],
);

/** How each enrollment stood before and after a move, for as long as it can be taken back. */
export const enrollmentMoves = pgTable(
  "enrollment_moves",
  {
    tenantId: uuid("tenant_id").notNull(),
    moveId: uuid("move_id").notNull(),
    enrollmentId: uuid("enrollment_id").notNull(),
    before: jsonb("before").notNull(),
    after: jsonb("after").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.moveId, t.enrollmentId] }),
    within(t, t.moveId, campaignMoves),
    within(t, t.enrollmentId, enrollments),
    ...tenantPolicies(t.tenantId),
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

/**
 * One row a wake, its events as JSON: what the enrollment went through and why. No foreign key: it is written only in the
 * transaction that holds its enrollment, and checking each row again would be a twentieth of a wake.
 */
export const enrollmentHistory = pgTable(
  "enrollment_history",
  {
    ...tenantColumns,
    enrollmentId: uuid("enrollment_id").notNull(),
    at: instant("at").notNull(),
    events: jsonb("events").notNull(),
    logPosition: logPosition(),
  },
  (t) => [
    ...tenantRules(t),
    sealingPolicy(),
    index("enrollment_history_enrollment").on(t.tenantId, t.enrollmentId, t.at),
    index("enrollment_history_position")
      .using("brin", t.logPosition)
      .with({ pages_per_range: 32, autosummarize: true }),
  ],
);

/** Invoices and promises that reached a campaign's trigger: each takes its debtor in once. */
export const triggerMarks = pgTable(
  "trigger_marks",
  {
    tenantId: uuid("tenant_id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** False: the trigger's own rule did not hold. */
    entered: boolean("entered").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.campaignId, t.subjectId] }),
    within(t, t.campaignId, campaigns),
    ...tenantPolicies(t.tenantId),
  ],
);
