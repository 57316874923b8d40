import { describe, expect, test } from "vitest";
import { ended, startEngine, testClient, until } from "@/inngest/runner/testing/engine";

describe("parallel steps", () => {
  test("each runs once, together, and the function is called once when all are done", async () => {
    const ran: string[] = [];
    let bodies = 0;
    let together = 0;
    let most = 0;
    const work = (name: string) => async () => {
      together += 1;
      most = Math.max(most, together);
      await new Promise((done) => setTimeout(done, 50));
      together -= 1;
      ran.push(name);
      return name;
    };
    const fn = testClient.createFunction(
      { id: "parallel", retries: 0, triggers: [{ event: "test/parallel" }] },
      async ({ step }) => {
        bodies += 1;
        const all = await Promise.all(["a", "b", "c", "d"].map((name) => step.run(name, work(name))));
        return all.join("");
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/parallel", data: {} });
    const [run] = await ended("parallel");
    expect(run).toMatchObject({ status: "completed", output: "abcd" });
    expect(ran.sort()).toEqual(["a", "b", "c", "d"]);
    expect(most).toBeGreaterThan(1);
    // One call that plans the four, four that run one each, one after all of them.
    expect(bodies).toBe(6);
  });

  test("a sleep, a wait and steps may be parallel, and more may follow", async () => {
    const fn = testClient.createFunction(
      { id: "mixed", retries: 0, triggers: [{ event: "test/mixed" }] },
      async ({ step }) => {
        const [, waited, ran] = await Promise.all([
          step.sleep("nap", "1s"),
          step.waitForEvent("never", { event: "test/mixed.never", timeout: "1s" }),
          step.run("work", () => 1),
        ]);
        const [x, y] = await Promise.all([step.run("x", () => 2), step.run("y", () => 3)]);
        return { waited, sum: ran + x + y };
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/mixed", data: {} });
    const [run] = await ended("mixed");
    expect(run).toMatchObject({ status: "completed", output: { waited: null, sum: 6 } });
  });

  test("one that fails for good does not run the others again", async () => {
    const ran: string[] = [];
    const fn = testClient.createFunction(
      { id: "one-fails", retries: 1, triggers: [{ event: "test/one-fails" }] },
      async ({ step }) => {
        const results = await Promise.allSettled([
          step.run("good", () => void ran.push("good")),
          step.run("bad", () => {
            ran.push("bad");
            throw new Error("bad");
          }),
        ]);
        return results.map((result) => result.status);
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/one-fails", data: {} });
    const [run] = await ended("one-fails");
    expect(run).toMatchObject({ status: "completed", output: ["fulfilled", "rejected"] });
    expect(ran.sort()).toEqual(["bad", "bad", "good"]);
  });

  test("in a race the first to finish goes on while the other still waits", async () => {
    let wentOn = false;
    const fn = testClient.createFunction(
      { id: "race", retries: 0, triggers: [{ event: "test/race" }] },
      async ({ step, group }) => {
        const winner = await group.parallel({ mode: "race" }, () =>
          Promise.race([
            step.run("fast", () => "fast"),
            step.waitForEvent("slow", { event: "test/race.slow", timeout: "1h" }).then(() => "slow"),
          ]),
        );
        await step.run("after", () => {
          wentOn = true;
        });
        return winner;
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/race", data: {} });
    await until(() => wentOn);
    // The SDK reports a step that is still open before it lets a run end.
    await testClient.send({ name: "test/race.slow", data: {} });
    const [run] = await ended("race");
    expect(run).toMatchObject({ status: "completed", output: "fast" });
  });

  test("repeated step ids are told apart", async () => {
    const fn = testClient.createFunction(
      { id: "loop", retries: 0, triggers: [{ event: "test/loop" }] },
      async ({ step }) => {
        const seen: number[] = [];
        for (let n = 0; n < 3; n += 1) seen.push(await step.run("again", () => n));
        return seen;
      },
    );
    await startEngine([fn]);
    await testClient.send({ name: "test/loop", data: {} });
    const [run] = await ended("loop");
    expect(run?.output).toEqual([0, 1, 2]);
  });
});
