import { customType, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, day, instant, tenantColumns, tenantRules, within } from "@/db/columns";

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/**
 * One file on its way in: uploading → uploaded → checking → ready → applying → done; or failed, cancelled.
 * Its profile, options and counts are JSON, see server/imports/contract.ts.
 */
export const imports = pgTable(
  "imports",
  {
    ...tenantColumns,
    fileName: text("file_name").notNull(),
    fileKind: text("file_kind", { enum: ["csv", "xlsx"] }).notNull(),
    fileBytes: integer("file_bytes").notNull(),
    fileSha256: text("file_sha256").notNull(),
    status: text("status", {
      enum: ["uploading", "uploaded", "checking", "ready", "applying", "done", "failed", "cancelled"],
    }).notNull(),
    /** What the file looks like: encoding, columns, samples, evidence for dates and numbers. */
    profile: jsonb("profile"),
    mapping: jsonb("mapping"),
    options: jsonb("options").notNull().default({}),
    /** Sandbox only: what was settled after this day is held back until the clock reaches it. */
    asOf: day("as_of"),
    counts: jsonb("counts").notNull().default({}),
    rowsDone: integer("rows_done").notNull().default(0),
    rowsTotal: integer("rows_total"),
    error: text("error"),
    /** Real time of the last sign of life: a sweep announces the silent again, and drops old files. Null: the file is gone. */
    beatAt: instant("beat_at"),
    createdAt,
    createdBy: uuid("created_by"),
    finishedAt: instant("finished_at"),
  },
  (t) => [...tenantRules(t, { system: true }), index("imports_created").on(t.tenantId, t.createdAt.desc())],
);

/** The file itself in chunks of at most 1 MiB, dropped 30 days after the import ended. */
export const importChunks = pgTable(
  "import_chunks",
  {
    ...tenantColumns,
    importId: uuid("import_id").notNull(),
    position: integer("position").notNull(),
    data: bytes("data").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.importId, imports),
    unique("import_chunks_position").on(t.tenantId, t.importId, t.position),
  ],
);

/** Rows that need a person: errors with the reason, diffs to be confirmed, near-duplicates. */
export const importIssues = pgTable(
  "import_issues",
  {
    ...tenantColumns,
    importId: uuid("import_id").notNull(),
    line: integer("line").notNull(),
    kind: text("kind", { enum: ["error", "change", "near_duplicate"] }).notNull(),
    code: text("code").notNull(),
    details: jsonb("details").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.importId, imports),
    index("import_issues_line").on(t.tenantId, t.importId, t.kind, t.line),
  ],
);

/** The mapping a workspace chose for a set of headers, offered again for the next such file. */
export const importMappings = pgTable(
  "import_mappings",
  {
    ...tenantColumns,
    headerKey: text("header_key").notNull(),
    mapping: jsonb("mapping").notNull(),
    options: jsonb("options").notNull().default({}),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [...tenantRules(t), unique("import_mappings_header").on(t.tenantId, t.headerKey)],
);
