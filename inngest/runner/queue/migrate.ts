import { runMigrations } from "graphile-worker";
import pg from "pg";
import { JOBS_SCHEMA, openQueuePool, QUEUE_ROLE, STATE_SCHEMA } from "@/inngest/runner/queue/database";
import { queueLogger } from "@/inngest/runner/queue/logger";
import { migrations } from "@/inngest/runner/queue/migrations";

const ADVISORY_LOCK = 7_265_102;

/**
 * Brings the queue's two schemas to what this code needs. Safe when web and several workers start at once: one
 * does it, the others wait and find it done.
 */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  url.searchParams.delete("driver");
  const client = new pg.Client({ connectionString: url.toString() });
  client.on("error", () => {});
  await client.connect();
  try {
    if (await queueIsMigrated(client)) return;
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    if (await queueIsMigrated(client)) return;
    await createSchemas(client);
    // graphile-worker's first: the number of our last one then stands for both.
    await applyGraphile(databaseUrl);
    await applyOwn(client);
  } finally {
    await client.end();
  }
}

/** Whether both schemas are at what this code needs. */
async function queueIsMigrated(client: Pick<pg.Client, "query">): Promise<boolean> {
  const schema = await client.query("select 1 from pg_namespace where nspname = $1", [STATE_SCHEMA]);
  if (schema.rowCount === 0) return false;
  await client.query(`set role ${QUEUE_ROLE}`);
  try {
    const table = await client.query("select to_regclass($1) as found", [`${STATE_SCHEMA}.migrations`]);
    if (!table.rows[0]?.found) return false;
    const last = await client.query(`select 1 from ${STATE_SCHEMA}.migrations where id = $1`, [migrations.length]);
    return last.rowCount === 1;
  } finally {
    await client.query("reset role");
  }
}

async function createSchemas(client: pg.Client) {
  // A database made from a template or a dump lacks the grant that the main migrations gave.
  const grant = await client.query(
    "select has_database_privilege($1, current_database(), 'create') as given, quote_ident(current_database()) as name",
    [QUEUE_ROLE],
  );
  if (!grant.rows[0]?.given) await client.query(`grant create on database ${grant.rows[0].name} to ${QUEUE_ROLE}`);
  await client.query(`set role ${QUEUE_ROLE}`);
  await client.query(`create schema if not exists ${STATE_SCHEMA}`);
  await client.query(`create schema if not exists ${JOBS_SCHEMA}`);
  await client.query(`create table if not exists ${STATE_SCHEMA}.migrations (id integer primary key)`);
  await client.query("reset role");
}

async function applyOwn(client: pg.Client) {
  await client.query(`set role ${QUEUE_ROLE}`);
  await client.query(`set search_path to ${STATE_SCHEMA}`);
  const applied = await client.query("select coalesce(max(id), 0) as last from migrations");
  for (const [index, statements] of migrations.entries()) {
    const id = index + 1;
    if (id <= Number(applied.rows[0].last)) continue;
    await client.query("begin");
    await client.query(statements);
    await client.query("insert into migrations values ($1)", [id]);
    await client.query("commit");
  }
}

async function applyGraphile(databaseUrl: string) {
  const pool = openQueuePool(databaseUrl, 2);
  try {
    await runMigrations({ pgPool: pool, schema: JOBS_SCHEMA, logger: queueLogger, taskList: {} });
  } finally {
    await pool.end();
  }
}
