import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { draftColumns, versionColumns } from "@/db/draft-columns";

/** The conversation being drawn; it may be incomplete. */
export const flows = pgTable(
  "flows",
  {
    ...tenantColumns,
    ...draftColumns,
    /** Who must pass before it is published; null: it may be published untested. See server/flows/suites/contract.ts. */
    requiredSuite: jsonb("required_suite"),
  },
  (t) => [...tenantRules(t), index("flows_updated").on(t.tenantId, t.updatedAt.desc())],
);

/** Immutable: what conversations are held by. */
export const flowVersions = pgTable(
  "flow_versions",
  {
    ...tenantColumns,
    flowId: uuid("flow_id").notNull(),
    flow: jsonb("flow").notNull(),
    ...versionColumns,
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.flowId, flows, "restrict"),
    unique("flow_versions_number").on(t.tenantId, t.flowId, t.number),
  ],
);

/** A skill of the workspace's own: its receiver's address, what it takes, and what of its answer may be said. */
export const flowSkills = pgTable(
  "flow_skills",
  {
    ...tenantColumns,
    /** What steps call it by; stays taken when it is archived. */
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** JSON schema: see server/flows/skills/own-skill.ts. */
    parameters: jsonb("parameters").notNull(),
    results: jsonb("results").notNull(),
    /** What it answers where nobody is called: in a sandbox, and when a conversation is tried. */
    sandboxAnswer: jsonb("sandbox_answer").notNull(),
    url: text("url").notNull(),
    /** What requests are signed with, under the workspace's vault. */
    secret: bytes("secret").notNull(),
    timeoutMs: integer("timeout_ms").notNull(),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [...tenantRules(t), unique("flow_skills_name").on(t.tenantId, t.name)],
);
