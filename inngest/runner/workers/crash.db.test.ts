import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { ended, queuePool, runsOf, testClient, until } from "@/inngest/runner/testing/engine";

const RUNS = 30;
const KILLS = 8;

const children = new Set<ChildProcess>();

async function startWorker(): Promise<ChildProcess> {
  const child = fork(resolve("inngest/runner/testing/crash-worker.ts"), {
    execArgv: ["--import", "./scripts/process/sources.mjs"],
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.add(child);
  await once(child, "message");
  return child;
}

async function kill(child: ChildProcess) {
  child.kill("SIGKILL");
  await once(child, "exit");
  children.delete(child);
}

afterEach(async () => {
  await Promise.all([...children].map(kill));
});

describe("kill -9", () => {
  test("at any moment loses no step result and runs no completed step again", { timeout: 300_000 }, async () => {
    const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await owner.connect();
    await owner.query(
      "create table marks (run_id text, step_id text, value text, at timestamptz default clock_timestamp())",
    );
    const progress = async () => Number((await owner.query("select count(*) from marks")).rows[0].count);

    await testClient.send(Array.from({ length: RUNS }, (_, n) => ({ name: "test/crash", data: { n } })));
    let workers = await Promise.all([startWorker(), startWorker()]);
    for (let killed = 0; killed < KILLS; killed += 1) {
      const until_ = (await progress()) + 1 + Math.floor(Math.random() * 10);
      await until(async () => (await progress()) >= Math.min(until_, RUNS * 4));
      const [victim, survivor] = workers as [ChildProcess, ChildProcess];
      await kill(victim);
      workers = [survivor, await startWorker()];
    }

    const runs = await ended("crashing", RUNS);
    expect(runs.every((run) => run.status === "completed")).toBe(true);

    // What each run returned is what its steps left behind, and no mark is younger than its step's result.
    const marks = await owner.query<{ run_id: string; value: string }>("select run_id, value from marks");
    const left = new Set(marks.rows.map((row) => `${row.run_id}:${row.value}`));
    for (const run of runs) {
      for (const value of run.output as string[]) expect(left).toContain(`${run.id}:${value}`);
    }
    const again = await queuePool().query<{ run_id: string; step_id: string; done_at: Date }>(
      "select run_id, step_id, done_at from steps",
    );
    const doneAt = new Map(again.rows.map((row) => [`${row.run_id}:${row.step_id}`, row.done_at.getTime()]));
    const late = await owner.query<{ run_id: string; step_id: string; at: Date }>(
      "select run_id, step_id, at from marks",
    );
    expect(late.rows.filter((row) => row.at.getTime() > (doneAt.get(`${row.run_id}:${row.step_id}`) ?? 0))).toEqual([]);

    // The event each run sent from a step was heard once, whatever happened to the step that sent it.
    const heard = await ended("announced", RUNS);
    expect(heard.map((run) => run.output as number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: RUNS }, (_, n) => n),
    );
    expect(await runsOf("crashing")).toHaveLength(RUNS);
    await owner.end();
  });
});
