import { sql } from "drizzle-orm";
import { boolean, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, systemPolicy, tenantColumns, tenantRules, within } from "@/db/columns";
import { flows } from "@/db/schema/flows";

/** A telephone number of the workspace's: calls are placed from it, and those that come to it are answered. */
export const phoneNumbers = pgTable(
  "phone_numbers",
  {
    ...tenantColumns,
    e164: text("e164").notNull(),
    label: text("label").notNull(),
    /** In the pool that calls are placed from. */
    outbound: boolean("outbound").notNull(),
    /** The conversation that answers, in its version published last; null: callers are called back. */
    flowId: uuid("flow_id"),
    /** When it answers, on the workspace's clock: server/numbers/opening-hours.ts. null: always. */
    hours: jsonb("hours"),
    createdAt,
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    ...tenantRules(t, { system: true }),
    within(t, t.flowId, flows, "restrict"),
    // The vendor names only the number that somebody called: it may be one workspace's alone.
    uniqueIndex("phone_numbers_e164").on(t.e164).where(sql`archived_at is null`),
  ],
);

/** When each vendor's account may place its next call, whichever process does: server/numbers/queue/dial-turn.ts. */
export const dialPace = pgTable(
  "dial_pace",
  { vendor: text("vendor").primaryKey(), nextAt: instant("next_at").notNull() },
  () => [systemPolicy()],
);
