import { describe, expect, test } from "vitest";
import { nextTick } from "@/inngest/runner/schedule/cron";

const next = (expression: string, after: string) => nextTick(expression, new Date(after)).toISOString();

describe("cron", () => {
  test("ticks in UTC, strictly after the instant", () => {
    expect(next("*/5 * * * *", "2026-03-02T15:00:00Z")).toBe("2026-03-02T15:05:00.000Z");
    expect(next("0 9 * * 1-5", "2026-03-06T09:00:00Z")).toBe("2026-03-09T09:00:00.000Z");
    expect(next("@daily", "2026-03-06T09:00:00Z")).toBe("2026-03-07T00:00:00.000Z");
  });

  test("keeps its local hour over a change of the clocks", () => {
    const expression = "TZ=America/Chicago 0 9 * * *";
    expect(next(expression, "2026-03-07T16:00:00Z")).toBe("2026-03-08T14:00:00.000Z");
    expect(next(expression, "2026-03-06T16:00:00Z")).toBe("2026-03-07T15:00:00.000Z");
  });

  test.each(["61 * * * *", "* * * *", "* * * * * *", "hourly", "TZ=Mars/Olympus 0 9 * * *"])(
    "%j is refused",
    (expression) => expect(() => nextTick(expression, new Date(0))).toThrow(),
  );

  test("a day that does not exist is refused rather than waited for", () => {
    expect(() => nextTick("0 0 31 2 *", new Date("2026-01-01T00:00:00Z"))).toThrow(/never ticks/);
  });
});
