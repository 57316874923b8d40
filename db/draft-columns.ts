// The columns of what is drawn as a draft and published as versions that no longer change.
import { integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";

/** What is being drawn; it may be incomplete. */
export const draftColumns = {
  name: text("name").notNull(),
  draft: jsonb("draft").notNull(),
  /** Grows with every save; a save names the one it started from, so two editors notice each other. */
  draftRevision: integer("draft_revision").notNull().default(1),
  templateKey: text("template_key"),
  createdAt,
  updatedAt: instant("updated_at").notNull(),
  updatedBy: uuid("updated_by"),
  archivedAt: instant("archived_at"),
};

/** Of one version, beside what it is a version of and what was drawn. */
export const versionColumns = {
  number: integer("number").notNull(),
  note: text("note"),
  publishedAt: instant("published_at").notNull(),
  publishedBy: uuid("published_by"),
};
