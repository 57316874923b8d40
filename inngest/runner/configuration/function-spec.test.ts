import { describe, expect, test } from "vitest";
import { readFunctions } from "@/inngest/runner/configuration/function-spec";

const step = { step: { id: "step", name: "step", runtime: { type: "http", url: "x" }, retries: { attempts: 2 } } };
const wire = (fields: Record<string, unknown>) => ({
  id: "duelane-f",
  name: "f",
  triggers: [{ event: "a/b" }],
  steps: step,
  ...fields,
});
const read = (fields: Record<string, unknown>) => readFunctions([wire(fields)]).get("duelane-f");

describe("a function's configuration", () => {
  test("is read with its attempts and every limit as a list", () => {
    expect(read({})?.maxAttempts).toBe(3);
    expect(read({})?.concurrency).toEqual([]);
    expect(read({ concurrency: 5 })?.concurrency).toEqual([{ limit: 5, scope: "fn" }]);
    expect(read({ concurrency: { limit: 1, key: "event.data.x" } })?.concurrency).toHaveLength(1);
    expect(read({ throttle: { limit: 2, period: "1m" } })?.throttle).toEqual({ limit: 2, period: 60_000, burst: 1 });
    expect(read({ debounce: { period: "10s", timeout: "1m" } })?.debounce).toEqual({ period: 10_000, timeout: 60_000 });
  });

  test.each([
    ["singleton", { singleton: { mode: "skip" } }, "singleton is not supported"],
    ["timeouts", { timeouts: { finish: "1h" } }, "timeouts is not supported"],
    ["a field it never heard of", { warp: 9 }, "warp is not supported"],
    ["a wildcard event", { triggers: [{ event: "a/*" }] }, "wildcard"],
    ["a cron that is none", { triggers: [{ cron: "61 * * * *" }] }, "triggers.0.cron"],
    ["an internal event that is not sent", { triggers: [{ event: "inngest/function.finished" }] }, "not sent"],
    ["a condition that does not parse", { triggers: [{ event: "a", expression: "event.(" }] }, "expression"],
    ["a key that does not parse", { concurrency: { limit: 1, key: "event.(" } }, "concurrency.0.key"],
    ["a limit of nothing", { concurrency: 0 }, "concurrency.0.limit"],
    ["a period that is none", { throttle: { limit: 1, period: "often" } }, "throttle.period"],
    ["a cancellation that ends at no time", { cancel: [{ event: "a", timeout: "soon" }] }, "cancel.0.timeout"],
    ["retries left open", { steps: { step: { ...step.step, retries: undefined } } }, "retries: must be set"],
    [
      "a batch that is also debounced",
      { batchEvents: { maxSize: 2, timeout: "1s" }, debounce: { period: "1s" } },
      "cannot be combined with debounce",
    ],
  ])("with %s is refused, in words that name it", (_what, fields, words) => {
    expect(() => read(fields)).toThrow(words);
    expect(() => read(fields)).toThrow("duelane-f");
  });

  test("two functions of one id are refused", () => {
    expect(() => readFunctions([wire({}), wire({})])).toThrow("two functions");
  });
});
