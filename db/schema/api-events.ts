import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantColumns, tenantRules, within } from "@/db/columns";
import { debtors } from "@/db/schema/debtors";

/** What a customer's own system said that happened with a debtor. Rows are only added. */
export const apiEvents = pgTable(
  "api_events",
  {
    ...tenantColumns,
    debtorId: uuid("debtor_id").notNull(),
    /** An `apiEventName` of server/journeys/graph/signals.ts. */
    name: text("name").notNull(),
    /** Flat: strings, numbers, booleans. */
    data: jsonb("data").notNull(),
    /** The API key that sent it. */
    recordedBy: uuid("recorded_by"),
    at: instant("at").notNull(),
  },
  (t) => [
    ...tenantRules(t),
    within(t, t.debtorId, debtors),
    index("api_events_debtor").on(t.tenantId, t.debtorId, t.at, t.id),
    index("api_events_name").on(t.tenantId, t.name, t.at),
  ],
);
