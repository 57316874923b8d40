import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { ended, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

describe("retries", () => {
  test("a step that throws is tried again, and what was done before it is not", async () => {
    const calls: string[] = [];
    const fn = testClient.createFunction(
      { id: "flaky", retries: 3, triggers: [{ event: "test/flaky" }] },
      async ({ step }) => {
        await step.run("done", () => void calls.push("done"));
        return step.run("flaky", () => {
          calls.push("flaky");
          if (calls.length < 4) throw new Error("not yet");
          return "at last";
        });
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/flaky", data: {} });
    const [run] = await ended("flaky");
    expect(run).toMatchObject({ status: "completed", output: "at last" });
    expect(calls).toEqual(["done", "flaky", "flaky", "flaky"]);
  });

  test("a function that throws between steps is tried again without running its steps again", async () => {
    const attempts: number[] = [];
    const steps: string[] = [];
    const fn = testClient.createFunction(
      { id: "between", retries: 2, triggers: [{ event: "test/between" }] },
      async ({ step, attempt }) => {
        await step.run("once", () => void steps.push("once"));
        attempts.push(attempt);
        if (attempt < 2) throw new Error("between");
        return attempt;
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/between", data: {} });
    const [run] = await ended("between");
    expect(run?.output).toBe(2);
    expect(steps).toEqual(["once"]);
    expect(attempts).toEqual([0, 1, 2]);
  });

  test("attempts end at retries + 1, and the error is the run's", async () => {
    let calls = 0;
    const fn = testClient.createFunction(
      { id: "hopeless", retries: 2, triggers: [{ event: "test/hopeless" }] },
      async () => {
        calls += 1;
        throw new Error(`attempt ${calls}`);
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/hopeless", data: {} });
    const [run] = await ended("hopeless");
    expect(run).toMatchObject({ status: "failed", error: { message: "attempt 3" } });
    expect(calls).toBe(3);
  });

  test("the wait between attempts is the backoff's", async () => {
    const at: number[] = [];
    const asked: number[] = [];
    const fn = testClient.createFunction(
      { id: "backing-off", retries: 2, triggers: [{ event: "test/backoff" }] },
      async () => {
        at.push(Date.now());
        if (at.length < 3) throw new Error("again");
      },
    );
    await startEngine([fn], {
      backoff: (attempt) => {
        asked.push(attempt);
        return 300;
      },
    });
    await testClient.send({ name: "test/backoff", data: {} });
    await ended("backing-off");
    expect(asked).toEqual([0, 1]);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(300);
    expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(300);
  });

  test("Retry-After is kept to instead", async () => {
    const at: number[] = [];
    const fn = testClient.createFunction(
      { id: "told-when", retries: 2, triggers: [{ event: "test/told-when" }] },
      async ({ step }) => {
        await step.run("limited", () => {
          at.push(Date.now());
          if (at.length === 1) throw new RetryAfterError("slow down", 1_000);
        });
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/told-when", data: {} });
    await ended("told-when");
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  test("a NonRetriableError ends it at once", async () => {
    let calls = 0;
    const fn = testClient.createFunction({ id: "final", retries: 5, triggers: [{ event: "test/final" }] }, async () => {
      calls += 1;
      throw new NonRetriableError("the address does not exist");
    });
    await startEngine([fn]);
    await testClient.send({ name: "test/final", data: {} });
    const [run] = await ended("final");
    expect(run).toMatchObject({ status: "failed", error: { message: "the address does not exist" } });
    expect(calls).toBe(1);
  });

  test("a step that failed for good can be caught, and the function goes on", async () => {
    const fn = testClient.createFunction(
      { id: "catches", retries: 1, triggers: [{ event: "test/catches" }] },
      async ({ step }) => {
        const how = await step
          .run("breaks", () => {
            throw new Error("broken");
          })
          .catch((error: Error) => `caught: ${error.message}`);
        return step.run("plan b", () => how);
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/catches", data: {} });
    const [run] = await ended("catches");
    expect(run).toMatchObject({ status: "completed", output: "caught: broken" });
  });
});

describe("onFailure", () => {
  test("is called once, with the error and the event, after the last attempt", async () => {
    const seen: { message: string; data: unknown }[] = [];
    const fn = testClient.createFunction(
      {
        id: "watched",
        retries: 1,
        triggers: [{ event: "test/watched" }],
        onFailure: async ({ error, event }) => {
          seen.push({ message: error.message, data: event.data.event.data });
        },
      },
      async () => {
        throw new Error("gave up");
      },
    );
    const other = testClient.createFunction(
      {
        id: "unconcerned",
        retries: 0,
        triggers: [{ event: "test/never" }],
        onFailure: async () => {
          seen.push({ message: "someone else's", data: null });
        },
      },
      async () => {},
    );
    await startEngine([fn, other]);
    await testClient.send({ name: "test/watched", data: { n: 1 } });
    await until(() => seen.length > 0);
    const [handled] = await ended("watched-failure");
    expect(handled?.status).toBe("completed");
    expect(seen).toEqual([{ message: "gave up", data: { n: 1 } }]);
  });
});
