// Vitest's global set-up for *.db.test.ts: one embedded PostgreSQL, one migrated template database. Runs side by side
// share it; the last one out stops it.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { reachableDataDir, startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";

export const testDataDir = reachableDataDir(process.env.DUELANE_TEST_DATA_DIR ?? ".data/test");

/** Starts (or takes over) the test server and makes the template; gives tests its address by environment. */
export default async function setup() {
  const server = await startEmbeddedPostgres({
    dataDir: testDataDir,
    port: 24_650,
    anyPort: true,
    // An autovacuum worker in a test database would keep its owner from dropping it.
    settings: { fsync: "off", max_connections: "300", autovacuum: "off" },
  });
  const template = `template_${migrationsHash()}`;
  await makeTemplate(server.url("postgres"), template, async () => {
    await migrate(server.url(template));
  });
  process.env.DUELANE_TEST_SERVER_URL = server.url("postgres");
  process.env.DUELANE_TEST_TEMPLATE = template;
  return async () => {
    if (await isLastRun(server.url("postgres"))) await server.stop();
  };
}

/** Every test file has a database while it runs. */
async function isLastRun(serverUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const others = await client.query("select 1 from pg_database where datname like 'test\\_%' limit 1");
    return others.rowCount === 0;
  } finally {
    await client.end();
  }
}

function migrationsHash() {
  const folder = resolve("db/migrations");
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function makeTemplate(serverUrl: string, template: string, fill: () => Promise<void>) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(650)");
    const ready = await client.query("select 1 from pg_database where datname = $1 and datistemplate", [template]);
    if (ready.rowCount) return;
    await client.query(`drop database if exists "${template}"`);
    await client.query(`create database "${template}"`);
    await fill();
    await client.query(`alter database "${template}" is_template true`);
  } finally {
    await client.end();
  }
}
