import { describe, expect, test } from "vitest";
import { embeddedFetch } from "@/inngest/runner/intake/intercept";
import { ended, queuePool, runsOf, settled, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

function listener(id: string, event: string, options: { if?: string } = {}) {
  return testClient.createFunction(
    { id, retries: 0, triggers: [{ event, ...options }] },
    async ({ event }) => event.data,
  );
}

describe("events", () => {
  test("a process can send before any worker ever ran, and the worker finds it", async () => {
    await testClient.send({ name: "test/early", data: { n: 7 } });
    await startEngine([listener("early", "test/early")]);
    const [run] = await ended("early");
    expect(run?.output).toEqual({ n: 7 });
  });

  test("an event triggers every function that listens, and none that does not", async () => {
    await startEngine([listener("one", "test/fan"), listener("two", "test/fan"), listener("other", "test/else")]);
    await testClient.send({ name: "test/fan", data: {} });
    await Promise.all([ended("one"), ended("two")]);
    await settled();
    expect(await runsOf("other")).toEqual([]);
  });

  test("a trigger's condition decides, and a field it lacks does not match", async () => {
    await startEngine([listener("picky", "test/picky", { if: "event.data.amount > 100" })]);
    await testClient.send([
      { name: "test/picky", data: { amount: 99 } },
      { name: "test/picky", data: {} },
      { name: "test/picky", data: { amount: 101 } },
    ]);
    await settled();
    const runs = await ended("picky");
    expect(runs.map((run) => run.output)).toEqual([{ amount: 101 }]);
  });

  test("an event id that was sent before triggers nothing again", async () => {
    await startEngine([listener("deduped", "test/deduped")]);
    await testClient.send({ id: "import-42", name: "test/deduped", data: { n: 1 } });
    await testClient.send({ id: "import-42", name: "test/deduped", data: { n: 2 } });
    await settled();
    const runs = await ended("deduped");
    expect(runs.map((run) => run.output)).toEqual([{ n: 1 }]);
  });

  test("a send that the client repeats with its seed writes its events once", async () => {
    const send = embeddedFetch("key");
    const request = {
      method: "POST",
      headers: { "x-inngest-event-id-seed": "1700000000000,c2VlZA==" },
      body: JSON.stringify([
        { name: "test/seeded", data: {}, ts: 1_700_000_000_000 },
        { name: "test/seeded", data: {}, ts: 1_700_000_000_000 },
      ]),
    };
    const first = await (await send("http://inngest.local/e/key", request)).json();
    const second = await (await send("http://inngest.local/e/key", request)).json();
    expect(second).toEqual(first);
    const stored = await queuePool().query("select id from events where name = 'test/seeded'");
    expect(stored.rows.map((row) => row.id).sort()).toEqual([...first.ids].sort());
  });

  test("events sent with another key, and calls of Inngest's other addresses, are refused", async () => {
    const send = embeddedFetch("key");
    const wrongKey = await send("http://inngest.local/e/other", { method: "POST", body: "[]" });
    const api = await send(new URL("http://inngest.local/v1/signals"), { method: "POST", body: "{}" });
    expect([wrongKey.status, api.status]).toEqual([501, 501]);
  });

  test("a delayed event triggers when its time comes, not before", async () => {
    await startEngine([listener("later", "test/later")]);
    const due = Date.now() + 700;
    await testClient.send({ name: "test/later", data: {}, ts: due });
    const [run] = await ended("later");
    const made = await queuePool().query<{ created_at: Date }>("select created_at from runs where id = $1", [run?.id]);
    expect(made.rows[0]?.created_at.getTime()).toBeGreaterThanOrEqual(due);
  });

  test("a step sends events that trigger other functions", async () => {
    const sender = testClient.createFunction(
      { id: "sender", retries: 0, triggers: [{ event: "test/send" }] },
      async ({ step }) => step.sendEvent("announce", [{ name: "test/sent", data: { n: 1 } }]),
    );
    await startEngine([sender, listener("receiver", "test/sent")]);
    await testClient.send({ name: "test/send", data: {} });
    const [sent] = await ended("sender");
    const [received] = await ended("receiver");
    expect(received?.output).toEqual({ n: 1 });
    expect(sent?.output).toEqual({ ids: [expect.any(String)] });
  });

  test("a step that is begun again sends the same event once, and two equal events of one step twice", async () => {
    let attempts = 0;
    const sender = testClient.createFunction(
      { id: "resender", retries: 2, triggers: [{ event: "test/resend" }] },
      async ({ step }) => {
        await step.run("send and fall", async () => {
          await testClient.send({ name: "test/resent", data: { n: 1 } });
          await testClient.send({ name: "test/resent", data: { n: 1 } });
          attempts += 1;
          if (attempts === 1) throw new Error("cut off after sending");
        });
      },
    );
    await startEngine([sender, listener("rereceiver", "test/resent")]);
    await testClient.send({ name: "test/resend", data: {} });
    await ended("resender");
    await ended("rereceiver", 2);
    await settled();
    expect(attempts).toBe(2);
    expect(await runsOf("rereceiver")).toHaveLength(2);
  });

  test("characters that PostgreSQL's JSON refuses do not lose an event or a result", async () => {
    const echo = testClient.createFunction(
      { id: "odd", retries: 0, triggers: [{ event: "test/odd" }] },
      async ({ event, step }) => step.run("echo", () => `${event.data.text}\u0000\ud800`),
    );
    await startEngine([echo]);
    await testClient.send({ name: "test/odd", data: { text: "a\u0000b" } });
    const [run] = await ended("odd");
    expect(run).toMatchObject({ status: "completed", output: "a\uFFFDb\uFFFD\uFFFD" });
  });

  test("many events at once are written together and each is processed once", async () => {
    await startEngine([listener("many", "test/many")]);
    await testClient.send(Array.from({ length: 200 }, (_, n) => ({ name: "test/many", data: { n } })));
    const runs = await ended("many", 200);
    expect(new Set(runs.map((run) => (run.output as { n: number }).n)).size).toBe(200);
    await until(async () => {
      const jobs = await queuePool().query("select 1 from duelane_jobs._private_jobs limit 1");
      return jobs.rowCount === 0;
    });
  });
});
