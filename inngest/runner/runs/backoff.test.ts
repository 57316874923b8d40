import { describe, expect, test } from "vitest";
import { retryAfterMs, serverBackoff } from "@/inngest/runner/runs/backoff";

describe("backoff", () => {
  test("grows from 15 seconds to two hours, with at most 30 seconds of jitter", () => {
    const base = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200, 7_200];
    for (const [attempt, seconds] of base.entries()) {
      const wait = serverBackoff(attempt);
      expect(wait).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(wait).toBeLessThan(seconds * 1_000 + 30_000);
    }
  });

  test("Retry-After is understood as seconds and as a date, and ignored when it is neither", () => {
    const now = new Date("2026-03-02T15:00:00Z");
    expect(retryAfterMs("90", now)).toBe(90_000);
    expect(retryAfterMs("2026-03-02T15:01:00.000Z", now)).toBe(60_000);
    expect(retryAfterMs("Mon, 02 Mar 2026 15:00:30 GMT", now)).toBe(30_000);
    expect(retryAfterMs("2026-03-02T14:00:00.000Z", now)).toBe(0);
    expect(retryAfterMs("tomorrow-ish", now)).toBeUndefined();
    expect(retryAfterMs(null, now)).toBeUndefined();
  });
});
