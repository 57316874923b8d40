import { sql } from "drizzle-orm";
import { boolean, customType, index, integer, jsonb, pgTable, real, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, searchPolicy, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";
import { flowVersions } from "@/db/schema/flows";

const words = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * One telephone call, ours or theirs, whoever speaks on it: the keyed menu or the AI. `status` only climbs:
 * server/calls/call-state.ts.
 */
export const calls = pgTable(
  "calls",
  {
    ...tenantColumns,
    direction: text("direction", { enum: ["outbound", "inbound"] }).notNull(),
    /** Whom it is about; null while an unknown caller has not been recognised. */
    debtorId: uuid("debtor_id"),
    /** The touch that placed it; an inbound call has none. */
    touchId: uuid("touch_id"),
    /** The conversation that it is held by; null: the script with its keys. */
    flowVersionId: uuid("flow_version_id"),
    /** The vendor's id of an inbound call; an outbound one's stands with its touch. */
    providerRef: text("provider_ref"),
    fromNumber: text("from_number").notNull(),
    toNumber: text("to_number").notNull(),
    language: text("language").notNull(),
    status: text("status", {
      enum: ["initiated", "ringing", "in_progress", "failed", "completed", "escalated"],
    }).notNull(),
    /** How the line ended. */
    ending: text("ending", { enum: ["answered", "voicemail", "busy", "no_answer", "failed"] }),
    /** What came of it. */
    outcome: text("outcome", {
      enum: ["promise", "pay_link", "dispute", "callback", "wants_person", "stop", "wrong_person", "nothing"],
    }),
    /** Of what they said, from -1 (hostile) to 1 (glad); null: nothing was said, or nobody judged it. */
    sentiment: real("sentiment"),
    /** How well it was held, 0 to 100, by whoever judges calls. */
    score: integer("score"),
    startedAt: instant("started_at").notNull(),
    answeredAt: instant("answered_at"),
    endedAt: instant("ended_at"),
    /** Between picking up and hanging up; 0 when nobody picked up. */
    talkSeconds: integer("talk_seconds")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(greatest(extract(epoch from (ended_at - answered_at)), 0), 0)::int`),
    /** All that was said, for the search over calls. */
    words: words("words").notNull().default(""),
  },
  (t) => [
    ...tenantRules(t),
    searchPolicy(),
    within(t, t.debtorId, debtors),
    within(t, t.flowVersionId, flowVersions, "restrict"),
    unique("calls_touch").on(t.tenantId, t.touchId),
    unique("calls_provider_ref").on(t.tenantId, t.providerRef),
    index("calls_started").on(t.tenantId, t.startedAt, t.id),
    index("calls_talk").on(t.tenantId, t.talkSeconds, t.id),
    index("calls_debtor").on(t.tenantId, t.debtorId, t.startedAt, t.id),
    index("calls_flow_version").on(t.tenantId, t.flowVersionId),
    index("calls_live").on(t.tenantId, t.startedAt).where(sql`status in ('initiated', 'ringing', 'in_progress')`),
    index("calls_words").using("gin", t.words),
  ],
);

/** What was said, one turn a row, in the order of the talk. Keys that were pressed are turns too. */
export const callTurns = pgTable(
  "call_turns",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    /** From 1. */
    position: integer("position").notNull(),
    speaker: text("speaker", { enum: ["agent", "debtor", "person"] }).notNull(),
    kind: text("kind", { enum: ["speech", "keys"] }).notNull(),
    text: text("text").notNull(),
    /** Of ours that was talked over: as much of it as reached the other's ear. */
    heardText: text("heard_text"),
    language: text("language"),
    /** The step of the conversation that it belongs to. */
    nodeId: text("node_id"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    /** From the end of what they said to our first sound, in milliseconds. */
    latencyMs: integer("latency_ms"),
    /** A figure in it was not what our books say, and was put right aloud. */
    corrected: boolean("corrected").notNull().default(false),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.callId, calls),
    unique("call_turns_position").on(t.tenantId, t.callId, t.position),
  ],
);

/**
 * What was recorded of a call, with consent, on one line of it: open → kept | dropped. The sound stands in a file that only the
 * key opens: server/calls/audio/recording-file.ts. Whatever deletes a row, a trigger puts its file on the list of those to go.
 */
export const callRecordings = pgTable(
  "call_recordings",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    /** The line that it was recorded on. */
    streamId: uuid("stream_id").notNull(),
    sealedKey: bytes("sealed_key").notNull(),
    format: text("format", { enum: ["ulaw_8k_two_sides"] }).notNull(),
    state: text("state", { enum: ["open", "kept", "dropped"] }).notNull(),
    /** Why it was dropped, or ends early. */
    code: text("code", { enum: ["slow", "failed", "process_gone"] }),
    /** The instant of its first sample, by the machine's clock. */
    startedAt: instant("started_at").notNull(),
    lengthMs: integer("length_ms"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.callId, calls),
    index("call_recordings_call").on(t.tenantId, t.callId, t.startedAt),
    index("call_recordings_made").on(t.tenantId, t.startedAt),
    index("call_recordings_open").on(t.tenantId, t.startedAt).where(sql`state = 'open'`),
  ],
);

/** Files whose rows are gone, and that go with them, once they may. */
export const fileRemovals = pgTable(
  "file_removals",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (t) => [...tenantRules(t, { system: true }), index("file_removals_due").on(t.tenantId, t.dueAt)],
);

/** What people of the workspace write down about a call. */
export const callNotes = pgTable(
  "call_notes",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    authorId: uuid("author_id"),
    category: text("category", { enum: ["general", "follow_up", "quality", "complaint"] }).notNull(),
    tags: text("tags").array().notNull(),
    /** Rich text: server/calls/notes/note-text.ts. */
    body: jsonb("body").notNull(),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.callId, calls),
    index("call_notes_call").on(t.tenantId, t.callId, t.createdAt),
  ],
);

/**
 * What is done after a call, each step by itself: one that fails stops no other. waiting → done | failed; `skipped` where the
 * call, or the workspace, has no use for it. The id is what receivers know a repetition by.
 */
export const callFollowups = pgTable(
  "call_followups",
  {
    ...tenantColumns,
    callId: uuid("call_id").notNull(),
    step: text("step", { enum: ["summary", "check", "email", "crm", "ticket"] }).notNull(),
    status: text("status", { enum: ["waiting", "done", "failed", "skipped"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** When it is tried next. */
    dueAt: instant("due_at").notNull(),
    /** Until then somebody is at it. */
    claimedUntil: instant("claimed_until"),
    /** What the step made: server/calls/followups/contract.ts. */
    result: jsonb("result"),
    /** Why it was skipped, failed, or is tried again. */
    code: text("code"),
    createdAt,
    settledAt: instant("settled_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.callId, calls),
    unique("call_followups_step").on(t.tenantId, t.callId, t.step),
    index("call_followups_open").on(t.tenantId, t.dueAt).where(sql`status = 'waiting'`),
  ],
);
