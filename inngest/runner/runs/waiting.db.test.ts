import { describe, expect, test } from "vitest";
import { ended, queuePool, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

/** Waits until a run of the function waits for something. */
async function waiting(functionId: string) {
  await until(async () => {
    const found = await queuePool().query(
      "select 1 from waits w join runs r on r.id = w.run_id where r.function_id = $1",
      [`test-${functionId}`],
    );
    return found.rowCount === 1;
  });
}

describe("sleep", () => {
  test("a run goes on after its sleep, not before, and runs nothing twice", async () => {
    const calls: string[] = [];
    const fn = testClient.createFunction(
      { id: "sleeper", retries: 0, triggers: [{ event: "test/sleep" }] },
      async ({ step }) => {
        const before = await step.run("before", () => {
          calls.push("before");
          return Date.now();
        });
        await step.sleep("a second", "1s");
        return step.run("after", () => {
          calls.push("after");
          return Date.now() - before;
        });
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/sleep", data: {} });
    const [run] = await ended("sleeper");
    expect(run?.output).toBeGreaterThanOrEqual(1_000);
    expect(calls).toEqual(["before", "after"]);
  });

  test("sleepUntil wakes at its instant", async () => {
    const fn = testClient.createFunction(
      { id: "until", retries: 0, triggers: [{ event: "test/until" }] },
      async ({ event, step }) => {
        await step.sleepUntil("then", new Date(Number(event.data.at)));
        return Date.now();
      },
    );
    await startEngine([fn]);
    const at = Date.now() + 500;
    await testClient.send({ name: "test/until", data: { at } });
    const [run] = await ended("until");
    expect(run?.output).toBeGreaterThanOrEqual(at);
  });
});

describe("waitForEvent", () => {
  const waiter = (id: string, timeout = "1h") =>
    testClient.createFunction({ id, retries: 0, triggers: [{ event: `test/${id}` }] }, async ({ step }) => {
      const paid = await step.waitForEvent("paid", { event: `test/${id}.paid`, timeout, match: "data.invoice" });
      return paid ? paid.data : "timed out";
    });

  test("the event it matches goes on with it; another invoice's does not", async () => {
    await startEngine([waiter("wait")]);
    await testClient.send({ name: "test/wait", data: { invoice: "A" } });
    await waiting("wait");
    await testClient.send({ name: "test/wait.paid", data: { invoice: "B", amount: 1 } });
    await testClient.send({ name: "test/wait.paid", data: { invoice: "A", amount: 2 } });
    const [run] = await ended("wait");
    expect(run?.output).toEqual({ invoice: "A", amount: 2 });
  });

  test("after its time-out it goes on with nothing, and a late event changes nothing", async () => {
    await startEngine([waiter("wait-out", "1s")]);
    await testClient.send({ name: "test/wait-out", data: { invoice: "A" } });
    const [run] = await ended("wait-out");
    await testClient.send({ name: "test/wait-out.paid", data: { invoice: "A" } });
    expect(run).toMatchObject({ status: "completed", output: "timed out" });
  });

  test("on a condition that is no CEL fails the run in plain words instead of waiting for ever", async () => {
    const fn = testClient.createFunction(
      { id: "wait-badly", retries: 0, triggers: [{ event: "test/wait-badly" }] },
      async ({ step }) => step.waitForEvent("never", { event: "test/x", timeout: "1h", if: "async.data.(" }),
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/wait-badly", data: {} });
    const [run] = await ended("wait-badly");
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("not a CEL") } });
  });
});

describe("invoke", () => {
  const child = testClient.createFunction(
    { id: "child", retries: 0, triggers: [{ event: "test/child" }] },
    async ({ event, step }) => {
      if (event.data.fail) throw new Error("the child failed");
      return step.run("double", () => Number(event.data.n) * 2);
    },
  );

  test("gives the invoked function's result to the step", async () => {
    const parent = testClient.createFunction(
      { id: "parent", retries: 0, triggers: [{ event: "test/parent" }] },
      async ({ step }) => step.invoke("child", { function: child, data: { n: 21 } }),
    );
    await startEngine([parent, child]);
    await testClient.send({ name: "test/parent", data: {} });
    const [run] = await ended("parent");
    expect(run).toMatchObject({ status: "completed", output: 42 });
  });

  test("gives its failure as an error that the caller may catch", async () => {
    const parent = testClient.createFunction(
      { id: "catching", retries: 0, triggers: [{ event: "test/catching" }] },
      async ({ step }) => {
        try {
          await step.invoke("child", { function: child, data: { fail: true } });
        } catch (error) {
          return (error as Error).message;
        }
      },
    );
    await startEngine([parent, child]);
    await testClient.send({ name: "test/catching", data: {} });
    const [run] = await ended("catching");
    expect(run).toMatchObject({ status: "completed", output: expect.stringContaining("the child failed") });
  });

  test("of a function nobody registered fails the run in plain words", async () => {
    const parent = testClient.createFunction(
      { id: "orphan", retries: 0, triggers: [{ event: "test/orphan" }] },
      async ({ step }) => step.invoke("child", { function: child, data: {} }),
    );
    await startEngine([parent]);
    await testClient.send({ name: "test/orphan", data: {} });
    const [run] = await ended("orphan");
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("not registered") } });
  });

  test("that does not return in time is an error", async () => {
    const slow = testClient.createFunction(
      { id: "slow", retries: 0, triggers: [{ event: "test/slow" }] },
      async ({ step }) => step.sleep("long", "1h"),
    );
    const parent = testClient.createFunction(
      { id: "impatient", retries: 0, triggers: [{ event: "test/impatient" }] },
      async ({ step }) => step.invoke("slow", { function: slow, data: {}, timeout: "1s" }),
    );
    await startEngine([parent, slow]);
    await testClient.send({ name: "test/impatient", data: {} });
    const [run] = await ended("impatient");
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringContaining("in time") } });
  });
});

describe("cancelOn", () => {
  const cancellable = testClient.createFunction(
    {
      id: "cancellable",
      retries: 0,
      triggers: [{ event: "test/cancellable" }],
      cancelOn: [{ event: "test/stop", match: "data.id" }],
    },
    async ({ step }) => {
      await step.waitForEvent("go", { event: "test/go", timeout: "1h", match: "data.id" });
      return "went";
    },
  );

  test("the event it names ends the runs it matches, and only those", async () => {
    await startEngine([cancellable]);
    await testClient.send([
      { name: "test/cancellable", data: { id: "a" } },
      { name: "test/cancellable", data: { id: "b" } },
    ]);
    await until(
      async () => (await queuePool().query("select 1 from waits where event_name = 'test/go'")).rowCount === 2,
    );
    await testClient.send({ name: "test/stop", data: { id: "a" } });
    await until(
      async () => (await queuePool().query("select 1 from waits where event_name = 'test/go'")).rowCount === 1,
    );
    await testClient.send([
      { name: "test/go", data: { id: "a" } },
      { name: "test/go", data: { id: "b" } },
    ]);
    const runs = await ended("cancellable", 2);
    expect(runs.map((run) => run.status).sort()).toEqual(["cancelled", "completed"]);
  });

  test("a step that is in flight when its run is cancelled has no successor", async () => {
    let release: () => void = () => {};
    let begun = false;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const after: string[] = [];
    const fn = testClient.createFunction(
      {
        id: "in-flight",
        retries: 0,
        triggers: [{ event: "test/in-flight" }],
        cancelOn: [{ event: "test/stop-flight" }],
      },
      async ({ step }) => {
        await step.run("hold", () => {
          begun = true;
          return held;
        });
        await step.run("next", () => {
          after.push("next");
        });
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/in-flight", data: {} });
    await until(() => begun);
    await testClient.send({ name: "test/stop-flight", data: {} });
    const [run] = await ended("in-flight");
    release();
    await until(async () => (await queuePool().query("select 1 from items")).rowCount === 0);
    expect(run?.status).toBe("cancelled");
    expect(after).toEqual([]);
  });
});
