import { index, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { flows } from "@/db/schema/flows";

/** What was said in a trial of a conversation, kept as somebody to test it on. */
export const flowCases = pgTable(
  "flow_cases",
  {
    ...tenantColumns,
    flowId: uuid("flow_id").notNull(),
    /** See server/flows/trial/persona.ts. */
    persona: jsonb("persona").notNull(),
    createdAt,
    createdBy: uuid("created_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [...tenantRules(t), within(t, t.flowId, flows), index("flow_cases_flow").on(t.tenantId, t.flowId, t.id)],
);
