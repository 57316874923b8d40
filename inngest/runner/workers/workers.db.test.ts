import { describe, expect, test } from "vitest";
import { ended, queuePool, runsOf, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

/** A step that its test lets go on, and how often it was begun. */
function heldStep(id: string, results: string[]) {
  const gates: (() => void)[] = [];
  const fn = testClient.createFunction({ id, retries: 0, triggers: [{ event: `test/${id}` }] }, async ({ step }) =>
    step.run("held", async () => {
      const result = results[gates.length] ?? "once too often";
      await new Promise<void>((done) => gates.push(done));
      return result;
    }),
  );
  return { fn, gates };
}

describe("several workers", () => {
  test("share the runs of one queue, each run's steps made once", async () => {
    const calls = new Map<string, number>();
    const fn = testClient.createFunction(
      { id: "shared", retries: 0, triggers: [{ event: "test/shared" }] },
      async ({ step, runId }) => {
        for (const name of ["a", "b", "c"]) {
          await step.run(name, () => void calls.set(`${runId}:${name}`, (calls.get(`${runId}:${name}`) ?? 0) + 1));
        }
      },
    );
    await Promise.all([startEngine([fn]), startEngine([fn]), startEngine([fn])]);
    await testClient.send(Array.from({ length: 30 }, () => ({ name: "test/shared", data: {} })));
    await ended("shared", 30);
    expect(calls.size).toBe(90);
    expect([...calls.values()].every((count) => count === 1)).toBe(true);
  });

  test("a worker that was taken for dead has its late result refused, and its successor's stands", async () => {
    const { fn, gates } = heldStep("fenced", ["of the dead", "of the living"]);
    await startEngine([fn], { heartbeatMs: 3_600_000 });
    await testClient.send({ name: "test/fenced", data: {} });
    await until(() => gates.length === 1);
    await startEngine([fn], { leaseMs: 200 });
    await until(() => gates.length === 2);
    gates[0]?.();
    // The late result is written, and refused, before the successor's arrives.
    await until(async () => {
      const flying = await queuePool().query("select 1 from duelane_jobs._private_jobs where locked_by is not null");
      return flying.rowCount === 1;
    });
    expect((await runsOf("fenced"))[0]?.status).toBe("running");
    gates[1]?.();
    const [run] = await ended("fenced");
    expect(run).toMatchObject({ status: "completed", output: "of the living" });
  });

  test("a stop waits for the call in flight and keeps its result", async () => {
    const { fn, gates } = heldStep("graceful", ["kept"]);
    const runner = await startEngine([fn]);
    await testClient.send({ name: "test/graceful", data: {} });
    await until(() => gates.length === 1);
    const stopped = runner.stop();
    gates[0]?.();
    await stopped;
    const step = await queuePool().query<{ result: unknown }>(
      "select s.result from steps s join runs r on r.id = s.run_id where r.function_id = 'test-graceful'",
    );
    expect(step.rows[0]?.result).toEqual({ type: "data", data: "kept" });
    await startEngine([fn]);
    const [run] = await ended("graceful");
    expect(run?.output).toBe("kept");
    expect(gates).toHaveLength(1);
  });

  test("a stop gives back what does not finish in time, and the next worker goes on at once", async () => {
    const { fn, gates } = heldStep("given-back", ["first", "second"]);
    const runner = await startEngine([fn], { graceMs: 50 });
    await testClient.send({ name: "test/given-back", data: {} });
    await until(() => gates.length === 1);
    await runner.stop();
    await startEngine([fn]);
    await until(() => gates.length === 2);
    gates[0]?.();
    gates[1]?.();
    const [run] = await ended("given-back");
    expect(run?.output).toBe("second");
  });

  test("a worker whose connection breaks joins again and works on", async () => {
    const fn = testClient.createFunction(
      { id: "reconnected", retries: 0, triggers: [{ event: "test/reconnected" }] },
      async ({ step }) => step.run("work", () => "done"),
    );
    const runner = await startEngine([fn]);
    await queuePool()
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'duelane-runner' and pid <> pg_backend_pid() and datname = current_database()`,
      )
      .catch(() => {});
    await testClient.send({ name: "test/reconnected", data: {} });
    const [run] = await ended("reconnected");
    expect(run?.output).toBe("done");
    await until(() => runner.ready().catch(() => false));
  });

  test("a job that a living worker left locked, and does not work on, is freed", async () => {
    const fn = testClient.createFunction(
      { id: "left-locked", retries: 0, triggers: [{ event: "test/left-locked" }] },
      async () => "done",
    );
    await startEngine([fn], { repairMs: 100 });
    await testClient.send({ name: "test/left-locked", data: {}, ts: Date.now() + 300 });
    await queuePool().query(
      `update duelane_jobs._private_jobs set locked_at = now() - interval '1 minute', locked_by = (select pool_id from workers)
       where key like 'event:%'`,
    );
    const [run] = await ended("left-locked");
    expect(run?.output).toBe("done");
  });

  test("state without a job is given one: nothing depends on the queue alone", async () => {
    const fn = testClient.createFunction(
      { id: "repaired", retries: 0, triggers: [{ event: "test/repaired" }] },
      async ({ step }) => {
        await step.sleep("nap", "1s");
        return "awake";
      },
    );
    const first = await startEngine([fn]);
    await testClient.send({ name: "test/repaired", data: { n: 1 } });
    await until(async () => (await queuePool().query("select 1 from waits")).rowCount === 1);
    await first.stop();
    await testClient.send({ name: "test/repaired", data: { n: 2 } });
    await queuePool().query("delete from duelane_jobs._private_jobs");
    await startEngine([fn]);
    const runs = await ended("repaired", 2);
    expect(runs.map((run) => run.output)).toEqual(["awake", "awake"]);
  });
});

describe("the queue's schemas", () => {
  test("belong to the queue role, which owns nothing else and sees no tenant's table", async () => {
    await startEngine([]);
    const owned = await queuePool().query<{ nspname: string }>(
      `select distinct n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where pg_get_userbyid(c.relowner) = 'duelane_queue' and n.nspname not like 'pg_toast%'`,
    );
    expect(owned.rows.map((row) => row.nspname).sort()).toEqual(["duelane_jobs", "duelane_runner"]);
    await expect(queuePool().query("select 1 from public.tenants")).rejects.toThrow(/permission denied/);
  });

  test("are made once when several processes start at the same time", async () => {
    const { migrations } = await import("@/inngest/runner/queue/migrations");
    const { migrateQueue } = await import("@/inngest/runner/queue/migrate");
    const url = process.env.DATABASE_URL ?? "";
    await queuePool().query("drop schema duelane_jobs cascade");
    await queuePool().query("drop schema duelane_runner cascade");
    await Promise.all(Array.from({ length: 4 }, () => migrateQueue(url)));
    const found = await queuePool().query("select id from duelane_runner.migrations");
    expect(found.rowCount).toBe(migrations.length);
  });
});
