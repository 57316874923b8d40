import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";
import { flowVersions } from "@/db/schema/flows";

/** What a skill answered in a conversation: the same call of it does the same once. Of a call, its id is the conversation's. */
export const skillRuns = pgTable(
  "skill_runs",
  {
    ...tenantColumns,
    conversationId: uuid("conversation_id").notNull(),
    skillCallId: text("skill_call_id").notNull(),
    debtorId: uuid("debtor_id").notNull(),
    name: text("name").notNull(),
    result: jsonb("result").$type<Record<string, unknown>>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    unique("skill_runs_once").on(t.tenantId, t.conversationId, t.skillCallId),
  ],
);

/** One conversation held by a flow: the engine's state after its last event, and what it was held by. A call's id is its own. */
export const conversations = pgTable(
  "conversations",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    flowVersionId: uuid("flow_version_id").notNull(),
    channel: text("channel", { enum: ["voice", "sms", "email", "chat"] }).notNull(),
    direction: text("direction", { enum: ["outbound", "inbound"] }).notNull(),
    touchId: uuid("touch_id"),
    contactPointId: uuid("contact_point_id"),
    state: jsonb("state").notNull(),
    /** Of one held in writing: what its line remembers between two turns. */
    line: jsonb("line"),
    /** Grows with every event: who keeps a state names the one it followed. */
    revision: integer("revision").notNull(),
    outcome: text("outcome"),
    startedAt: instant("started_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    endedAt: instant("ended_at"),
    /** Of one held in messages: when it is to be gone on with, by a message that waits or by silence. */
    dueAt: instant("due_at"),
    /** How often going on with it failed since it last went well. */
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.debtorId, debtors),
    within(t, t.flowVersionId, flowVersions, "restrict"),
    uniqueIndex("conversations_written_open")
      .on(t.tenantId, t.debtorId, t.channel)
      .where(sql`ended_at is null and channel in ('sms', 'email')`),
    index("conversations_due").on(t.tenantId, t.dueAt).where(sql`due_at is not null`),
    index("conversations_debtor").on(t.tenantId, t.debtorId, t.startedAt),
  ],
);

/** Every turn as it may be kept; the state keeps only the last of them. */
export const conversationTurns = pgTable(
  "conversation_turns",
  {
    ...tenantColumns,
    conversationId: uuid("conversation_id").notNull(),
    /** From 1. */
    position: integer("position").notNull(),
    speaker: text("speaker", { enum: ["them", "us"] }).notNull(),
    text: text("text").notNull(),
    language: text("language").notNull(),
    nodeId: text("node_id").notNull(),
    /** It was cut off, and this is what was heard of it. */
    isCut: boolean("is_cut").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.conversationId, conversations),
    unique("conversation_turns_position").on(t.tenantId, t.conversationId, t.position),
  ],
);
