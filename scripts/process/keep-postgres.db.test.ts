import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { lives } from "@/db/postmaster";
import { keepPostgres } from "@/scripts/process/keep-postgres";

async function answers(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

test("a PostgreSQL that was killed is started again where it was, with all that was committed; stopped, it stays so", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "duelane-keep-"));
  const first = await startEmbeddedPostgres({ dataDir, port: 24_900, anyPort: true });
  await first.ensureDatabase("kept");
  const url = first.url("kept");
  const refused: string[] = [];
  let latest = first;
  const again = async () => {
    latest = await startEmbeddedPostgres({ dataDir, port: first.port });
    return latest;
  };
  const keeper = keepPostgres(first, again, (sentence) => refused.push(sentence));
  await answers(url, "create table saved (n int); insert into saved values (1)");
  process.kill(first.pid, "SIGKILL");
  await expect.poll(() => answers(url, "select n from saved").catch(() => []), { timeout: 30_000 }).toEqual([{ n: 1 }]);
  // It answers a moment before whoever started it is told.
  await expect.poll(() => latest.pid, { timeout: 30_000 }).not.toBe(first.pid);
  expect(latest.port).toBe(first.port);
  await keeper.stop();
  expect([lives(latest.pid), refused]).toEqual([false, []]);
}, 120_000);
