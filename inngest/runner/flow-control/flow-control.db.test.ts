import { describe, expect, test } from "vitest";
import { type FunctionSpec, readFunctions } from "@/inngest/runner/configuration/function-spec";
import { throttledStart } from "@/inngest/runner/flow-control/throttle";
import { ended, queuePool, runsOf, settled, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

/** Counts how many of a kind are at work at once. */
function gauge() {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    most: (kind = "") => most.get(kind) ?? 0,
    async during(kind = "") {
      now.set(kind, (now.get(kind) ?? 0) + 1);
      most.set(kind, Math.max(most.get(kind) ?? 0, now.get(kind) ?? 0));
      await new Promise((done) => setTimeout(done, 40));
      now.set(kind, (now.get(kind) ?? 0) - 1);
    },
  };
}

describe("concurrency", () => {
  test("no more calls than the limit are in flight, over two workers, and all are made", async () => {
    const all = gauge();
    const fn = testClient.createFunction(
      { id: "limited", retries: 0, concurrency: 2, triggers: [{ event: "test/limited" }] },
      async ({ step }) => step.run("work", () => all.during()),
    );
    await startEngine([fn]);
    await startEngine([fn]);
    await testClient.send(Array.from({ length: 12 }, () => ({ name: "test/limited", data: {} })));
    const runs = await ended("limited", 12);
    expect(runs.every((run) => run.status === "completed")).toBe(true);
    expect(all.most()).toBe(2);
  });

  test("a key has a limit of its own for each value", async () => {
    const each = gauge();
    const all = gauge();
    const fn = testClient.createFunction(
      {
        id: "keyed",
        retries: 0,
        concurrency: { limit: 1, key: "event.data.tenant" },
        triggers: [{ event: "test/keyed" }],
      },
      async ({ event, step }) =>
        step.run("work", async () => {
          await Promise.all([each.during(String(event.data.tenant)), all.during()]);
        }),
    );
    await startEngine([fn]);
    await testClient.send(Array.from({ length: 9 }, (_, n) => ({ name: "test/keyed", data: { tenant: `t${n % 3}` } })));
    await ended("keyed", 9);
    expect([each.most("t0"), each.most("t1"), each.most("t2")]).toEqual([1, 1, 1]);
    expect(all.most()).toBeGreaterThan(1);
  });

  test("two limits hold together: one for each tenant within one for all", async () => {
    const each = gauge();
    const all = gauge();
    const fn = testClient.createFunction(
      {
        id: "both",
        retries: 0,
        concurrency: [{ limit: 1, key: "event.data.tenant" }, { limit: 2 }],
        triggers: [{ event: "test/both" }],
      },
      async ({ event, step }) =>
        step.run("work", async () => {
          await Promise.all([each.during(String(event.data.tenant)), all.during()]);
        }),
    );
    await startEngine([fn]);
    await testClient.send(Array.from({ length: 12 }, (_, n) => ({ name: "test/both", data: { tenant: `t${n % 4}` } })));
    await ended("both", 12);
    expect(each.most("t0")).toBe(1);
    expect(all.most()).toBe(2);
  });

  test("a run that sleeps holds no place", async () => {
    const fn = testClient.createFunction(
      { id: "sleeps", retries: 0, concurrency: 1, triggers: [{ event: "test/sleeps" }] },
      async ({ event, step }) => {
        if (event.data.nap) await step.sleep("nap", "1h");
        return "through";
      },
    );
    await startEngine([fn]);
    await testClient.send([
      { name: "test/sleeps", data: { nap: true } },
      { name: "test/sleeps", data: {} },
    ]);
    await until(async () => (await runsOf("sleeps")).some((run) => run.output === "through"));
  });
});

describe("priority", () => {
  test("among runs that wait for a place the higher goes first, then the older", async () => {
    const order: string[] = [];
    let open: () => void = () => {};
    const gate = new Promise<void>((done) => {
      open = done;
    });
    const fn = testClient.createFunction(
      {
        id: "ranked",
        retries: 0,
        concurrency: 1,
        priority: { run: "event.data.rank" },
        triggers: [{ event: "test/ranked" }],
      },
      async ({ event }) => {
        if (event.data.name === "first") await gate;
        order.push(String(event.data.name));
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/ranked", data: { name: "first", rank: 0 } });
    await until(async () => (await runsOf("ranked")).length === 1);
    for (const [name, rank] of [
      ["low", -100],
      ["plain", 0],
      ["high", 100],
      ["high too", 100],
    ]) {
      await testClient.send({ name: "test/ranked", data: { name, rank } });
      await settled();
    }
    open();
    await ended("ranked", 5);
    expect(order).toEqual(["first", "high", "high too", "plain", "low"]);
  });
});

describe("idempotency", () => {
  test("one run for a key within its day, others for other keys", async () => {
    const fn = testClient.createFunction(
      { id: "once", retries: 0, idempotency: "event.data.cart", triggers: [{ event: "test/once" }] },
      async ({ event }) => event.data,
    );
    await startEngine([fn]);
    await testClient.send([
      { name: "test/once", data: { cart: "a", n: 1 } },
      { name: "test/once", data: { cart: "a", n: 2 } },
      { name: "test/once", data: { cart: "b", n: 3 } },
    ]);
    await settled();
    const runs = await ended("once", 2);
    expect(runs).toHaveLength(2);
    expect(new Set(runs.map((run) => (run.output as { cart: string }).cart))).toEqual(new Set(["a", "b"]));
  });
});

describe("throttle", () => {
  test("none starts before its place in the period, and none is lost", async () => {
    const at: number[] = [];
    const fn = testClient.createFunction(
      { id: "throttled", retries: 0, throttle: { limit: 4, period: "1s" }, triggers: [{ event: "test/throttled" }] },
      async () => void at.push(Date.now()),
    );
    await startEngine([fn]);
    const sentAt = Date.now();
    await testClient.send(Array.from({ length: 4 }, () => ({ name: "test/throttled", data: {} })));
    await ended("throttled", 4);
    for (const [place, startedAt] of at.entries()) expect(startedAt - sentAt).toBeGreaterThanOrEqual(place * 250);
  });

  test("a burst starts at once, what follows is spaced evenly, and each key has its own", async () => {
    await startEngine([]);
    const [fn] = readFunctions([
      {
        id: "bursting",
        name: "bursting",
        triggers: [],
        steps: { step: { retries: { attempts: 0 } } },
        throttle: { limit: 2, period: "1m", burst: 3, key: "event.data.tenant" },
      },
    ]).values();
    const from = new Date("2026-03-02T15:00:00Z");
    const offsets = async (tenant: string, times: number) => {
      const found: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const event = { id: "e", name: "e", data: { tenant }, ts: 0 };
        const start = await throttledStart(queuePool(), fn as FunctionSpec, event, from);
        found.push(((start?.getTime() ?? 0) - from.getTime()) / 1_000);
      }
      return found;
    };
    expect(await offsets("a", 5)).toEqual([0, 0, 0, 30, 60]);
    expect(await offsets("b", 2)).toEqual([0, 0]);
  });
});

describe("rateLimit", () => {
  test("what exceeds the limit within the period does not run at all", async () => {
    const fn = testClient.createFunction(
      {
        id: "rated",
        retries: 0,
        rateLimit: { limit: 2, period: "1h", key: "event.data.tenant" },
        triggers: [{ event: "test/rated" }],
      },
      async () => {},
    );
    await startEngine([fn]);
    await testClient.send(["a", "a", "a", "a", "b"].map((tenant) => ({ name: "test/rated", data: { tenant } })));
    await settled();
    expect(await ended("rated", 3)).toHaveLength(3);
  });
});

describe("debounce", () => {
  test("of several events within the period the last one runs, once, for each key", async () => {
    const fn = testClient.createFunction(
      {
        id: "debounced",
        retries: 0,
        debounce: { period: "1s", key: "event.data.doc" },
        triggers: [{ event: "test/debounced" }],
      },
      async ({ event }) => event.data,
    );
    await startEngine([fn]);
    for (const n of [1, 2, 3]) {
      await testClient.send({ name: "test/debounced", data: { doc: "a", n } });
      await settled();
    }
    await testClient.send({ name: "test/debounced", data: { doc: "b", n: 9 } });
    const runs = await ended("debounced", 2);
    expect(runs.map((run) => run.output)).toEqual(
      expect.arrayContaining([
        { doc: "a", n: 3 },
        { doc: "b", n: 9 },
      ]),
    );
    expect(runs).toHaveLength(2);
  });

  test("its time-out ends a debounce that is fed for ever", async () => {
    const fn = testClient.createFunction(
      {
        id: "fed",
        retries: 0,
        debounce: { period: "1h", timeout: "1s" },
        triggers: [{ event: "test/fed" }],
      },
      async ({ event }) => event.data,
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/fed", data: { n: 1 } });
    await settled();
    await testClient.send({ name: "test/fed", data: { n: 2 } });
    const [run] = await ended("fed");
    expect(run?.output).toEqual({ n: 2 });
  });
});

describe("batchEvents", () => {
  const batched = (id: string, maxSize: number, timeout: `${number}s`) =>
    testClient.createFunction(
      {
        id,
        retries: 0,
        batchEvents: { maxSize, timeout, key: "event.data.tenant" },
        triggers: [{ event: `test/${id}` }],
      },
      async ({ events }) => events.map((event) => event.data.n),
    );

  test("a full batch runs at once, with its events in order, each key its own", async () => {
    await startEngine([batched("full", 3, "3600s")]);
    for (const n of [1, 2, 3]) {
      await testClient.send({ name: "test/full", data: { tenant: "a", n } });
      await settled();
    }
    await testClient.send({ name: "test/full", data: { tenant: "b", n: 9 } });
    await settled();
    const runs = await ended("full");
    expect(runs.map((run) => run.output)).toEqual([[1, 2, 3]]);
  });

  test("a batch that does not fill runs when its time is up", async () => {
    await startEngine([batched("partly", 100, "1s")]);
    await testClient.send([1, 2].map((n) => ({ name: "test/partly", data: { tenant: "a", n } })));
    const [run] = await ended("partly");
    expect(new Set(run?.output as number[])).toEqual(new Set([1, 2]));
  });

  test("an event that its condition leaves out runs by itself", async () => {
    const fn = testClient.createFunction(
      {
        id: "choosy",
        retries: 0,
        batchEvents: { maxSize: 10, timeout: "3600s", if: "event.data.bulk == true" },
        triggers: [{ event: "test/choosy" }],
      },
      async ({ events }) => events.length,
    );
    await startEngine([fn]);
    await testClient.send([
      { name: "test/choosy", data: { bulk: true } },
      { name: "test/choosy", data: { bulk: false } },
    ]);
    await settled();
    const runs = await ended("choosy");
    expect(runs.map((run) => run.output)).toEqual([1]);
  });
});
