import { describe, expect, test } from "vitest";
import { dueAt, durationMs } from "@/inngest/runner/configuration/durations";

describe("durations", () => {
  test.each([
    ["2s", 2_000],
    ["2h30m10s", 9_010_000],
    ["1w2d", 777_600_000],
    ["60s", 60_000],
    ["1 day", 86_400_000],
    ["250ms", 250],
    ["", 0],
  ])("%j is %i ms", (text, ms) => expect(durationMs(text)).toBe(ms));

  test.each(["soon", "5", "2x", "h", "2026-01-01T00:00:00Z"])("%j is no duration", (text) =>
    expect(durationMs(text)).toBeUndefined(),
  );

  test("an instant is due at itself, a duration from now, anything else never", () => {
    const now = new Date("2026-03-02T15:00:00Z");
    expect(dueAt("2026-03-03T00:00:00.500Z", now)?.toISOString()).toBe("2026-03-03T00:00:00.500Z");
    expect(dueAt("1h", now)?.toISOString()).toBe("2026-03-02T16:00:00.000Z");
    expect(dueAt("whenever", now)).toBeUndefined();
  });
});
