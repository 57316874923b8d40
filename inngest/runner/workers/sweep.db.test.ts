import { describe, expect, test } from "vitest";
import { inTransaction } from "@/inngest/runner/queue/database";
import { queuePool, runsOf, settled, startEngine, testClient, until } from "@/inngest/runner/testing/engine";
import { sweep } from "@/inngest/runner/workers/sweep";

const fn = testClient.createFunction(
  { id: "swept", retries: 0, idempotency: "event.data.key", triggers: [{ event: "test/swept" }] },
  async ({ event, step }) => {
    if (event.data.wait) await step.sleep("long", "30d");
  },
);

describe("sweeping", () => {
  test("forgets what is over after its time, and nothing that still runs", async () => {
    await startEngine([fn]);
    await testClient.send([
      { id: "old", name: "test/swept", data: { key: "a" } },
      { id: "waiting", name: "test/swept", data: { key: "b", wait: true } },
    ]);
    await until(async () => (await runsOf("swept")).some((run) => run.status === "completed"));
    await until(async () => (await runsOf("swept")).length === 2);
    await queuePool().query("update runs set created_at = now() - interval '8 days'");
    await queuePool().query("update runs set ended_at = now() - interval '8 days' where ended_at is not null");
    await queuePool().query("update events set received_at = now() - interval '2 days'");
    await queuePool().query("update idempotency set expires_at = now() - interval '1 minute'");
    await inTransaction(queuePool(), sweep);
    const left = await runsOf("swept");
    expect(left.map((run) => run.status)).toEqual(["running"]);

    // The same id and key are a new event again.
    await testClient.send({ id: "old", name: "test/swept", data: { key: "a" } });
    await settled();
    expect(await queuePool().query("select 1 from events where id = 'old'")).toMatchObject({ rowCount: 1 });
    expect((await runsOf("swept")).length).toBe(left.length + 1);
  });

  test("is done by one worker at a time", async () => {
    await startEngine([]);
    const [first, second] = [await queuePool().connect(), await queuePool().connect()];
    try {
      await first.query("begin");
      await sweep(first);
      await second.query("begin");
      const began = performance.now();
      await sweep(second);
      expect(performance.now() - began).toBeLessThan(5_000);
    } finally {
      for (const client of [first, second]) {
        await client.query("rollback");
        client.release();
      }
    }
  });
});
