import { expect, test } from "vitest";
import type { WaitUntil } from "@/server/journeys/graph/settings";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { waitEnd } from "@/server/journeys/interpreter/wait-until";

const facts: EnrollmentFacts = {
  enrollmentId: "e1",
  balances: [],
  invoiceCount: 1,
  oldestDueOn: "2026-03-10",
  debtorKind: "company",
  country: "US",
  zone: "America/Chicago",
  reachable: { email: true, sms: true, voice: true },
  tags: [],
  disputed: false,
  promises: { broken: 0, openDueOn: "2026-03-20" },
};
/** Friday, 6 March, 17:30 in Chicago, two days before the clocks go forward. */
const friday = new Date("2026-03-06T23:30:00Z");

function end(until: WaitUntil, now = friday, of: Partial<EnrollmentFacts> = {}) {
  const result = waitEnd(until, { ...facts, ...of }, now);
  return "at" in result ? result.at.toISOString() : result.passed;
}

test("business hours begin on Monday, at the new time, and within them nothing is waited for", () => {
  const hours: WaitUntil = { by: "business_hours", from: "09:00", to: "17:00" };
  expect(end(hours)).toBe("2026-03-09T14:00:00.000Z");
  expect(end(hours, new Date("2026-03-06T15:00:00Z"))).toBe("open_now");
  expect(end(hours, new Date("2026-03-06T12:00:00Z"))).toBe("2026-03-06T15:00:00.000Z");
});

test("a day of the week is the next one that is still to come", () => {
  expect(end({ by: "weekday", weekdays: [5], time: "18:00" })).toBe("2026-03-07T00:00:00.000Z");
  expect(end({ by: "weekday", weekdays: [5], time: "17:30" })).toBe("2026-03-13T22:30:00.000Z");
  expect(end({ by: "weekday", weekdays: [1, 3], time: "08:00" })).toBe("2026-03-09T13:00:00.000Z");
});

test("a date, and a day before or after one, are not waited for once they have passed", () => {
  expect(end({ by: "date", date: "2026-03-31", time: "10:00" })).toBe("2026-03-31T15:00:00.000Z");
  expect(end({ by: "date", date: "2026-03-06", time: "10:00" })).toBe("over");
  const due = (days: number): WaitUntil => ({ by: "relative", to: "due_date", days, time: "09:00" });
  expect(end(due(-3))).toBe("2026-03-07T15:00:00.000Z");
  expect(end(due(5))).toBe("2026-03-15T14:00:00.000Z");
  expect(end(due(-10))).toBe("over");
  expect(end(due(0), friday, { oldestDueOn: null })).toBe("no_date");
  expect(end({ by: "relative", to: "promise_date", days: 1, time: "09:00" })).toBe("2026-03-21T14:00:00.000Z");
});
