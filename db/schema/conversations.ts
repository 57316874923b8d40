import { jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";

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
