import { index, jsonb, pgTable, unique, uuid } from "drizzle-orm/pg-core";
import { tenantColumns, tenantRules, within } from "@/db/columns";
import { draftColumns, versionColumns } from "@/db/draft-columns";

/** The conversation being drawn; it may be incomplete. */
export const flows = pgTable(
  "flows",
  {
    ...tenantColumns,
    ...draftColumns,
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
