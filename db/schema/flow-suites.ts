import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { flows } from "@/db/schema/flows";

/** A conversation tried on personas, as its draft was then; one at a time of each conversation. */
export const flowSuites = pgTable(
  "flow_suites",
  {
    ...tenantColumns,
    flowId: uuid("flow_id").notNull(),
    /** The how manieth of its conversation. */
    number: integer("number").notNull(),
    status: text("status", { enum: ["running", "done", "failed", "cancelled"] }).notNull(),
    /** What it is held by: see server/flows/suites/content-hash.ts. */
    flow: jsonb("flow").notNull(),
    obligations: text("obligations").array().notNull(),
    contentHash: text("content_hash").notNull(),
    /** Whole, as they were: see server/flows/trial/persona.ts. */
    personas: jsonb("personas").notNull(),
    /** How often each is tried. */
    runs: integer("runs").notNull(),
    /** Of all runs of all personas. */
    runsDone: integer("runs_done").notNull().default(0),
    /** Real time of the last sign of life: a sweep announces the silent again. */
    beatAt: instant("beat_at").notNull(),
    createdAt,
    createdBy: uuid("created_by"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.flowId, flows),
    unique("flow_suites_number").on(t.tenantId, t.flowId, t.number),
    uniqueIndex("flow_suites_running").on(t.tenantId, t.flowId).where(sql`status = 'running'`),
  ],
);

/** What came of all runs of one persona. */
export const flowSuiteResults = pgTable(
  "flow_suite_results",
  {
    ...tenantColumns,
    suiteId: uuid("suite_id").notNull(),
    /** Its key. */
    persona: text("persona").notNull(),
    position: integer("position").notNull(),
    runs: integer("runs").notNull(),
    failedRuns: integer("failed_runs").notNull(),
    /** How often it came to each outcome. */
    outcomes: jsonb("outcomes").notNull(),
    /** Of the first run that failed: see server/flows/trial/failures.ts. */
    failures: jsonb("failures").notNull(),
    /** What was said in it, or in the first where none failed, and the step where it ended. */
    turns: jsonb("turns").notNull(),
    nodeId: text("node_id").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.suiteId, flowSuites),
    unique("flow_suite_results_persona").on(t.tenantId, t.suiteId, t.persona),
  ],
);
