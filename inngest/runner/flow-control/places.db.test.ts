// Places of a concurrency limit that come free in unusual ways. No worker runs here: each test makes the moves of
// workers itself, one after the other or in transactions that overlap.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readFunctions } from "@/inngest/runner/configuration/function-spec";
import { inTransaction } from "@/inngest/runner/queue/database";
import { migrateQueue } from "@/inngest/runner/queue/migrate";
import { applyReply } from "@/inngest/runner/runs/apply-reply";
import { type Claim, claimItem } from "@/inngest/runner/runs/claim";
import { lockRun } from "@/inngest/runner/runs/run-row";
import { createRun, endRun } from "@/inngest/runner/runs/runs";
import { queuePool, until } from "@/inngest/runner/testing/engine";
import { joinWorkers } from "@/inngest/runner/workers/liveness";

const id = "test-one-at-a-time";
const registry = readFunctions([
  {
    id,
    name: id,
    triggers: [{ event: "test/one" }],
    steps: { step: { retries: { attempts: 0 } } },
    concurrency: 1,
  },
]);
const fn = registry.get(id);
if (!fn) throw new Error("The function was not read.");

const join = () =>
  joinWorkers(queuePool(), {
    databaseUrl: process.env.DATABASE_URL ?? "",
    process: "test",
    heartbeatMs: 1_000,
    leaseMs: 60_000,
  });

const make = () =>
  inTransaction(queuePool(), (tx) => createRun(tx, fn, [{ id: "e", name: "test/one", data: {}, ts: 0 }]));

const claim = (run: string, worker = "nobody") =>
  inTransaction(queuePool(), async (tx) => {
    const item = await tx.query<{ id: string }>("select id from items where run_id = $1", [run]);
    return claimItem(tx, fn, item.rows[0]?.id ?? "0", worker);
  });

const cancel = (run: string) =>
  inTransaction(queuePool(), async (tx) => {
    const row = await lockRun(tx, run);
    if (row) await endRun(tx, row, { status: "cancelled" });
  });

const returned = (of: Claim | undefined) =>
  inTransaction(queuePool(), (tx) =>
    applyReply(tx, { registry, backoff: () => 0 }, fn, of as Claim, { kind: "returned", output: null }),
  );

async function stateOf(run: string): Promise<string | undefined> {
  const item = await queuePool().query<{ state: string }>("select state from items where run_id = $1", [run]);
  return item.rows[0]?.state;
}

beforeAll(() => migrateQueue(process.env.DATABASE_URL ?? ""));
beforeEach(async () => {
  await queuePool().query("truncate runs, workers cascade");
});

/** Cancels the run in a transaction that stays open until the other move is done, or waits behind it. */
async function cancelDuring(run: string, move: () => Promise<unknown>) {
  const client = await queuePool().connect();
  try {
    await client.query("begin");
    const row = await lockRun(client, run);
    if (row) await endRun(client, row, { status: "cancelled" });
    const own = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const waiting = async () => {
      const behind = await queuePool().query(
        "select 1 from pg_locks where not granted and $1 = any(pg_blocking_pids(pid))",
        [own.rows[0]?.pid],
      );
      return (behind.rowCount ?? 0) > 0;
    };
    const moved = move();
    await Promise.race([moved, until(waiting)]);
    await client.query("commit");
    await moved;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** The first has the place, the others wait for it. */
async function oneAndWaiting(worker?: string) {
  const runs = [await make(), await make(), await make()] as [string, string, string];
  const first = await claim(runs[0], worker);
  for (const run of runs.slice(1)) expect(await claim(run)).toBeUndefined();
  expect([await stateOf(runs[1]), await stateOf(runs[2])]).toEqual(["blocked", "blocked"]);
  return { first, runs };
}

describe("a place in a concurrency limit", () => {
  test("given to a run that is cancelled before it takes it goes to the next", async () => {
    const { first, runs } = await oneAndWaiting();
    expect(await returned(first)).toBe("returned");
    expect([await stateOf(runs[1]), await stateOf(runs[2])]).toEqual(["scheduled", "blocked"]);
    await cancel(runs[1]);
    expect(await stateOf(runs[2])).toBe("scheduled");
  });

  test("that comes free while the next run is being cancelled goes to the one after it", async () => {
    const { first, runs } = await oneAndWaiting();
    await cancelDuring(runs[1], () => returned(first));
    expect(await stateOf(runs[2])).toBe("scheduled");
  });

  test("held by a dead worker for a run that is over is given back", async () => {
    const member = await join();
    const { runs } = await oneAndWaiting(member.id);
    await cancel(runs[0]);
    expect(await stateOf(runs[0])).toBe("leased");
    await member.leave();
    expect(await stateOf(runs[0])).toBeUndefined();
    expect(await stateOf(runs[1])).toBe("scheduled");
  });

  test("of a worker that dies while its run is cancelled leaves nothing behind", async () => {
    const member = await join();
    const { runs } = await oneAndWaiting(member.id);
    await cancelDuring(runs[0], () => member.leave());
    expect(await stateOf(runs[0])).toBeUndefined();
    expect(await stateOf(runs[1])).toBe("scheduled");
  });
});
