import { expect, test } from "vitest";
import { SendGate } from "@/server/touches/dispatch/send-gate";

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

test("no more calls than allowed are under way, and each is made once, in order, also past one that fails", async () => {
  const gate = new SendGate(3);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const calls = Array.from({ length: 20 }, (_, at) =>
    gate.through(async () => {
      begun.push(at);
      underWay += 1;
      most = Math.max(most, underWay);
      await tick();
      underWay -= 1;
      if (at % 5 === 0) throw new Error("no answer");
      return at;
    }),
  );
  const ended = await Promise.allSettled(calls);
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, at) => at));
  expect(ended.filter(({ status }) => status === "rejected")).toHaveLength(4);
});
