import { describe, expect, test } from "vitest";
import { ended, startEngine, testClient } from "@/inngest/runner/testing/engine";

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
});
