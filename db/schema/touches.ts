import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  bytes,
  createdAt,
  instant,
  logPosition,
  sealingPolicy,
  tenantColumns,
  tenantRules,
  within,
} from "@/db/columns";
import { debtors } from "@/db/schema/debtors";

/**
 * One attempt to reach a debtor on one channel: the outbox. The key makes a step's visit happen once.
 * queued → sending → sent → delivered | bounced | failed | unknown; or refused, cancelled before it left.
 */
export const touches = pgTable(
  "touches",
  {
    ...tenantColumns,
    /** `enrollment:node:visit` of a journey's step; `receipt:…`, `confirm:…` of the others. */
    key: text("key").notNull(),
    purpose: text("purpose", { enum: ["reminder", "receipt", "opt_out_confirmation", "service", "answer"] }).notNull(),
    enrollmentId: uuid("enrollment_id"),
    /** The enrollment's, kept here so that a campaign's touches have an index. */
    campaignId: uuid("campaign_id"),
    nodeId: text("node_id"),
    debtorId: uuid("debtor_id").notNull(),
    contactPointId: uuid("contact_point_id"),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    /**
     * What to say, with its variables unresolved: the text is rendered at dispatch, from live money. A text that many
     * touches share stands once, in `touch_texts`; exactly one of the two is set.
     */
    content: jsonb("content"),
    textId: uuid("text_id"),
    status: text("status", {
      enum: ["queued", "sending", "sent", "delivered", "bounced", "failed", "unknown", "refused", "cancelled"],
    }).notNull(),
    dispatchAt: instant("dispatch_at").notNull(),
    /** While sending: until when the claim holds; past it the send is in doubt and must be settled. */
    claimedUntil: instant("claimed_until"),
    attempts: integer("attempts").notNull().default(0),
    provider: text("provider"),
    providerRef: text("provider_ref"),
    /** Stable code of why it ended so: a reason code of the policy, or of the provider. */
    resultCode: text("result_code"),
    /** Of a call: how it was answered and what was pressed. */
    callResult: jsonb("call_result"),
    createdAt,
    sentAt: instant("sent_at"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    // Its enrollment and contact point have no foreign key: the inserting transaction has just read both under the
    // tenant's policy, neither is ever deleted alone, and checking them would be a tenth of a wake.
    within(t, t.debtorId, debtors),
    check("touches_says_something", sql`(content is null) <> (text_id is null)`),
    unique("touches_key").on(t.tenantId, t.key),
    index("touches_queue").on(t.tenantId, t.channel, t.dispatchAt).where(sql`status = 'queued'`),
    index("touches_sending").on(t.tenantId, t.claimedUntil).where(sql`status = 'sending'`),
    index("touches_debtor").on(t.tenantId, t.debtorId, t.createdAt, t.id),
    // Lists merge the statuses and channels that a filter means, each in this order: a rare one is as near as any.
    index("touches_shelf").on(t.tenantId, t.status, t.channel, t.createdAt, t.id),
    index("touches_campaign")
      .on(t.tenantId, t.campaignId, t.status, t.channel, t.createdAt, t.id)
      .where(sql`campaign_id is not null`),
    uniqueIndex("touches_provider_ref").on(t.provider, t.providerRef).where(sql`provider_ref is not null`),
  ],
);

/** What a journey's step says, once for all the touches it makes; the id is made of the content. Never changed. */
export const touchTexts = pgTable("touch_texts", { ...tenantColumns, content: jsonb("content").notNull() }, (t) =>
  tenantRules(t),
);

/**
 * Why, or why not, rule by rule: one at planning, one at dispatch. Codes and ids, no personal data. No foreign key: it is
 * written only in the transaction that inserts its touch or holds it, outlives it, and checking each row again would be a
 * tenth of a wake. The same goes for the ledger.
 */
export const touchReceipts = pgTable(
  "touch_receipts",
  {
    ...tenantColumns,
    touchId: uuid("touch_id").notNull(),
    stage: text("stage", { enum: ["plan", "dispatch"] }).notNull(),
    at: instant("at").notNull(),
    verdict: text("verdict", { enum: ["allow", "defer", "deny"] }).notNull(),
    code: text("code"),
    nextAllowedAt: instant("next_allowed_at"),
    /** What is this decision's own and names nobody. */
    decision: jsonb("decision").notNull(),
    /** Its question, about a person: readable only with the debtor's `log_key`. */
    sealed: bytes("sealed"),
    /** What it shares with others: reasons, results, zones, obligations, the pack's version. */
    reasoningId: uuid("reasoning_id"),
    logPosition: logPosition(),
  },
  (t) => [
    ...tenantRules(t),
    sealingPolicy(),
    index("touch_receipts_touch").on(t.tenantId, t.touchId, t.at),
    index("touch_receipts_position").using("brin", t.logPosition).with({ pages_per_range: 32, autosummarize: true }),
  ],
);

/** What many receipts share, kept once: the id is made of the content. Never changed, like the receipts themselves. */
export const receiptReasonings = pgTable(
  "receipt_reasonings",
  { ...tenantColumns, reasoning: jsonb("reasoning").notNull() },
  (t) => [...tenantRules(t), sealingPolicy()],
);

/** Every contact per debtor and address across channels and campaigns, reserved in the transaction that decides it. */
export const contactLedger = pgTable(
  "contact_ledger",
  {
    ...tenantColumns,
    touchId: uuid("touch_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    address: text("address").notNull(),
    /** The slot: when the contact is (to be) made. */
    at: instant("at").notNull(),
    /** `released` slots do not count: cancelled or refused before anything left. */
    state: text("state", { enum: ["reserved", "made", "released"] }).notNull(),
  },
  (t) => [
    ...tenantRules(t),
    unique("contact_ledger_touch").on(t.tenantId, t.touchId),
    index("contact_ledger_debtor").on(t.tenantId, t.debtorId, t.at.desc()),
    index("contact_ledger_address").on(t.tenantId, t.address, t.at.desc()),
  ],
);

/** Everything said with a debtor, in both directions: the timeline reads this. */
export const messages = pgTable(
  "messages",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    touchId: uuid("touch_id"),
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    direction: text("direction", { enum: ["outbound", "inbound"] }).notNull(),
    fromAddress: text("from_address").notNull(),
    toAddress: text("to_address").notNull(),
    subject: text("subject"),
    body: text("body").notNull(),
    providerRef: text("provider_ref"),
    /** The conversation that answers it, and when it had heard it. */
    conversationId: uuid("conversation_id"),
    heardAt: instant("heard_at"),
    at: instant("at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("messages_unheard")
      .on(t.tenantId, t.conversationId, t.at)
      .where(sql`conversation_id is not null and heard_at is null`),
    index("messages_debtor").on(t.tenantId, t.debtorId, t.at, t.id),
    uniqueIndex("messages_provider_ref")
      .on(t.tenantId, t.channel, t.direction, t.providerRef)
      .where(sql`provider_ref is not null`),
  ],
);

/** The sandbox vendors' own memory: what the simulated inbox, phone and bank received. */
export const sandboxDeliveries = pgTable(
  "sandbox_deliveries",
  {
    ...tenantColumns,
    channel: text("channel", { enum: ["email", "sms", "voice"] }).notNull(),
    /** The caller's idempotency key: the sandbox deduplicates by it, as Resend does. */
    idempotencyKey: text("idempotency_key").notNull(),
    toAddress: text("to_address").notNull(),
    fromAddress: text("from_address").notNull(),
    subject: text("subject"),
    html: text("html"),
    body: text("body").notNull(),
    /** Of a call: `ringing`, then what happened; of a message: `delivered`. */
    state: text("state", {
      enum: ["delivered", "bounced", "ringing", "in_progress", "completed", "no_answer", "busy", "voicemail"],
    }).notNull(),
    digits: text("digits"),
    /** Of a call: the language it is spoken in. */
    language: text("language"),
    /** When the outcome was told, as a vendor's webhook would; null while it is still to be. */
    reportedAt: instant("reported_at"),
    at: instant("at").notNull(),
    debtorId: uuid("debtor_id"),
  },
  (t) => [
    ...tenantRules(t),
    unique("sandbox_deliveries_key").on(t.tenantId, t.idempotencyKey),
    index("sandbox_deliveries_at").on(t.tenantId, t.channel, t.at, t.id),
    index("sandbox_deliveries_unreported").on(t.tenantId, t.at).where(sql`reported_at is null`),
    index("sandbox_deliveries_address").on(t.tenantId, t.toAddress, t.at.desc()),
  ],
);
