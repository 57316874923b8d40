import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantColumns, tenantRules, within } from "@/db/columns";

/** The conversation being drawn; it may be incomplete. */
export const flows = pgTable(
  "flows",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    draft: jsonb("draft").notNull(),
    /** As a journey's: grows with every save, and a save names the one it started from. */
    draftRevision: integer("draft_revision").notNull().default(1),
    templateKey: text("template_key"),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [...tenantRules(t), index("flows_updated").on(t.tenantId, t.updatedAt.desc())],
);

/** Immutable: what conversations are held by. */
export const flowVersions = pgTable(
  "flow_versions",
  {
    ...tenantColumns,
    flowId: uuid("flow_id").notNull(),
    number: integer("number").notNull(),
    flow: jsonb("flow").notNull(),
    note: text("note"),
    publishedAt: instant("published_at").notNull(),
    publishedBy: uuid("published_by"),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.flowId, flows, "restrict"),
    unique("flow_versions_number").on(t.tenantId, t.flowId, t.number),
  ],
);
