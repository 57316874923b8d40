import { expect, test } from "vitest";
import { deadlineFor, dueOn } from "@/server/rights/law/deadlines";

test.each([
  ["DE", null, "gdpr"],
  ["NO", null, "gdpr"],
  ["GB", null, "uk_gdpr"],
  ["US", "CA", "ccpa"],
  ["US", "TX", "own"],
  ["IN", "MH", "dpdp"],
  ["CA", "ON", "pipeda"],
  ["BR", null, "own"],
])("a person in %s %s is answered by %s", (country, region, law) => {
  expect(deadlineFor({ country, region }).id).toBe(law);
});

test.each([
  ["DE", null, "2026-01-15", "2026-02-15", "2026-04-15"],
  // A month has no 31st: its last day.
  ["DE", null, "2026-01-31", "2026-02-28", "2026-04-30"],
  ["US", "CA", "2026-01-01", "2026-02-15", "2026-04-01"],
  ["IN", null, "2026-01-01", "2026-04-01", "2026-04-01"],
])("received in %s %s on %s it is due on %s, extended on %s", (country, region, received, due, extended) => {
  const deadline = deadlineFor({ country, region });
  expect(dueOn(deadline, received)).toBe(due);
  expect(dueOn(deadline, received, true)).toBe(extended);
});
