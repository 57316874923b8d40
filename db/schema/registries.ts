import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantColumns, tenantRules, within } from "@/db/columns";

/** One time that a workspace had its numbers checked against a do-not-disturb registry. Never changed. */
export const registryScrubs = pgTable(
  "registry_scrubs",
  {
    ...tenantColumns,
    registry: text("registry").notNull(),
    /** When the registry was asked: its age is counted from here, not from the upload. */
    checkedAt: instant("checked_at").notNull(),
    uploadedAt: instant("uploaded_at").notNull(),
    uploadedBy: uuid("uploaded_by"),
    fileName: text("file_name").notNull(),
    rows: integer("rows").notNull(),
    blocked: integer("blocked").notNull(),
    clear: integer("clear").notNull(),
  },
  (t) => [...tenantRules(t), index("registry_scrubs_at").on(t.tenantId, t.uploadedAt.desc(), t.id)],
);

/** What a registry last said of one of the workspace's own numbers; others in an uploaded list are not kept. */
export const registryNumbers = pgTable(
  "registry_numbers",
  {
    ...tenantColumns,
    scrubId: uuid("scrub_id").notNull(),
    registry: text("registry").notNull(),
    number: text("number").notNull(),
    mode: text("mode", { enum: ["voice", "sms"] }).notNull(),
    status: text("status", { enum: ["clear", "blocked"] }).notNull(),
    categories: text("categories").array().notNull().default([]),
    checkedAt: instant("checked_at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.scrubId, registryScrubs),
    unique("registry_numbers_number").on(t.tenantId, t.number, t.registry, t.mode),
    index("registry_numbers_scrub").on(t.tenantId, t.scrubId),
  ],
);
