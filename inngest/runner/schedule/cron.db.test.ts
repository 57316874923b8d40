import { describe, expect, test } from "vitest";
import { ended, queuePool, runsOf, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

const nightly = (id: string) =>
  testClient.createFunction(
    { id, retries: 0, triggers: [{ cron: "TZ=Asia/Kolkata 30 2 * * *" }] },
    async ({ event }) => event.name,
  );

/** Makes the function's next tick due, as the passing of time would. */
async function makeDue(functionId: string) {
  await queuePool().query("update crons set next_at = now() - interval '3 days' where function_id = $1", [
    `test-${functionId}`,
  ]);
  await queuePool().query(`update duelane_jobs._private_jobs set run_at = now() where key like $1`, [
    `cron:test-${functionId}:%`,
  ]);
}

describe("cron", () => {
  test("a tick that is due makes one run over two workers, ticks that were missed are made up by that one", async () => {
    await startEngine([nightly("nightly")]);
    await startEngine([nightly("nightly")]);
    await makeDue("nightly");
    const runs = await ended("nightly");
    expect(runs.map((run) => run.output)).toEqual(["inngest/scheduled.timer"]);
    const next = await queuePool().query<{ next_at: Date }>(
      "select next_at from crons where function_id = 'test-nightly'",
    );
    expect(next.rows[0]?.next_at.toISOString()).toMatch(/T21:00:00.000Z$/);
    const jobs = await queuePool().query(
      "select 1 from duelane_jobs._private_jobs where key like 'cron:test-nightly:%'",
    );
    expect(jobs.rowCount).toBe(1);
  });

  test("a schedule that is no longer in the code is forgotten at its next tick", async () => {
    const first = await startEngine([nightly("removed")]);
    await first.stop();
    await startEngine([nightly("kept")]);
    await makeDue("removed");
    await until(async () => {
      const left = await queuePool().query("select 1 from crons where function_id = 'test-removed'");
      return left.rowCount === 0;
    });
    expect(await runsOf("removed")).toEqual([]);
  });
});
