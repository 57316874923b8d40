// For *.db.test.ts: an engine of one's own over the test file's database, and waiting for a condition.
import type { InngestFunction } from "inngest";
import type pg from "pg";
import { afterAll, afterEach } from "vitest";
import { closeSendingPool } from "@/inngest/runner/intake/intercept";
import { openQueuePool } from "@/inngest/runner/queue/database";
import { type Runner, type RunnerOptions, startRunner } from "@/inngest/runner/runner";
import { testClient, testSigningKey } from "@/inngest/runner/testing/client";

export { testClient };

const running: Runner[] = [];
let pool: pg.Pool | undefined;

/** A worker with these functions and short intervals; stopped after the test. */
export async function startEngine(
  functions: InngestFunction.Any[],
  options: Partial<RunnerOptions> = {},
): Promise<Runner> {
  const runner = await startRunner({
    databaseUrl: process.env.DATABASE_URL ?? "",
    client: testClient,
    functions,
    signingKey: testSigningKey,
    concurrency: 4,
    heartbeatMs: 100,
    pollMs: 50,
    graceMs: 5_000,
    backoff: () => 20,
    ...options,
  });
  running.push(runner);
  return runner;
}

/** The queue's own connection, to look at its state and to make time pass in it. */
export function queuePool(): pg.Pool {
  pool ??= openQueuePool(process.env.DATABASE_URL ?? "", 4);
  return pool;
}

/** Polls until the value is there; fails with what it was last. */
export async function until<T>(what: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  const deadline = performance.now() + 25_000;
  for (;;) {
    const value = await what();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`It did not happen: ${what.toString()}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

export type RunState = { id: string; status: string; output: unknown; error: { message: string } | null };

/** The runs of a function, oldest first. */
export async function runsOf(functionId: string): Promise<RunState[]> {
  const found = await queuePool().query<RunState>(
    "select id, status, output, error from runs where function_id = $1 order by created_at, id",
    [`test-${functionId}`],
  );
  return found.rows;
}

/** Waits until so many runs of the function have ended, and returns them all. */
export function ended(functionId: string, count = 1): Promise<RunState[]> {
  return until(async () => {
    const runs = await runsOf(functionId);
    return runs.length >= count && runs.every((run) => run.status !== "running") ? runs : undefined;
  });
}

/** Waits until every event that was sent is processed, so that what did not happen can be told. */
export async function settled(): Promise<void> {
  await until(async () => {
    const open = await queuePool().query("select 1 from events where processed_at is null and due_at <= now() limit 1");
    return open.rowCount === 0;
  });
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
});

afterAll(async () => {
  await closeSendingPool();
  await pool?.end();
});
