import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { sharedConnection } from "@/db/client";

/**
 * Lets the planner see what was just written in bulk; autovacuum comes to it a minute later at best. Without, it expects
 * one row of a workspace it never saw, and reads all of it for each row of a join. Takes no lock that writers wait for;
 * where the login does not own the tables, PostgreSQL warns and passes over them.
 */
export async function refreshStatistics(tables: readonly PgTable[]): Promise<void> {
  const names = tables.map((table) => sql.identifier(getTableName(table)));
  await sharedConnection().db.execute(sql`analyze ${sql.join(names, sql`, `)}`);
}
