// Brings a database to the newest migration. Runs as the login of DATABASE_URL, the owner.

import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const MIGRATIONS = new URL("./migrations", import.meta.url).pathname;
const ADVISORY_LOCK = 7_265_101;

/** Applies what is missing; safe when several processes start at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await applyMigrations(drizzle(client), { migrationsFolder: MIGRATIONS });
    await goOnAfterSealed(client);
  } finally {
    await client.end();
  }
}

/**
 * Positions of the log are counted by transactions. A database that was restored into another server counts them anew:
 * then what is written from now on is lifted above what is sealed.
 */
async function goOnAfterSealed(client: pg.Client): Promise<void> {
  await client.query("begin");
  await client.query("set local role duelane_system");
  const { rows } = await client.query<{ behind: string }>(`
    select (h.upto - pg_snapshot_xmin(pg_current_snapshot())::text::bigint)::text as behind
    from (select max(upto) as upto from audit_heads) h
    where h.upto > log_position(pg_snapshot_xmin(pg_current_snapshot()))`);
  await client.query("commit");
  const [found] = rows;
  if (!found) return;
  await client.query(`
    create or replace function log_position(xid8) returns bigint language sql immutable parallel safe
    as 'select $1::text::bigint + ${BigInt(found.behind)}'`);
}
