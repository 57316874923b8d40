import { describe, expect, test } from "vitest";
import { ended, startEngine, testClient } from "@/inngest/runner/testing/engine";
import { currentTrace } from "@/server/trace";

describe("steps", () => {
  test("an event runs its function, each step once, and the run's output is kept", async () => {
    const calls: string[] = [];
    const fn = testClient.createFunction(
      { id: "two-steps", retries: 0, triggers: [{ event: "test/two" }] },
      async ({ event, step }) => {
        const a = await step.run("a", () => {
          calls.push("a");
          return Number(event.data.n) + 1;
        });
        const b = await step.run("b", () => {
          calls.push("b");
          return a * 2;
        });
        return { a, b };
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/two", data: { n: 1 } });
    const [run] = await ended("two-steps");
    expect(run).toMatchObject({ status: "completed", output: { a: 2, b: 4 } });
    expect(calls).toEqual(["a", "b"]);
  });

  test("whatever a call logs carries its request, workspace, trace and run", async () => {
    const fn = testClient.createFunction(
      { id: "traced", retries: 0, triggers: [{ event: "test/traced" }] },
      async ({ step, runId }) => ({ runId, trace: await step.run("look", () => currentTrace()) }),
    );
    await startEngine([fn]);
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    await testClient.send({ name: "test/traced", data: { tenantId: "t-1", requestId: "req-42", traceparent } });
    const [run] = await ended("traced");
    expect(run?.output).toEqual({
      runId: run?.id,
      trace: { requestId: "req-42", tenantId: "t-1", traceId: "0af7651916cd43dd8448eb211c80319c", runId: run?.id },
    });
  });

  test("a step's result may be anything JSON knows, and nothing at all", async () => {
    const values = [null, 0, false, "", [1, [2]], { a: { b: null } }, 1.5];
    const fn = testClient.createFunction(
      { id: "anything", retries: 0, triggers: [{ event: "test/anything" }] },
      async ({ step }) => {
        const seen: unknown[] = [];
        for (const [index, value] of values.entries()) seen.push(await step.run(`value ${index}`, () => value));
        seen.push((await step.run("nothing", () => {})) ?? null);
        return seen;
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/anything", data: {} });
    const [run] = await ended("anything");
    expect(run?.output).toEqual([...values, null]);
  });
});
