import { expect, test } from "vitest";
import type { Condition } from "@/server/journeys/graph/schema";
import { holds } from "@/server/journeys/interpreter/conditions";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";

const facts: EnrollmentFacts = {
  balances: [{ currency: "USD", openMinor: 5_000, overdueMinor: 0 }],
  invoiceCount: 3,
  oldestDueOn: "2026-03-01",
  debtorKind: "company",
  country: "IN",
  zone: "Asia/Kolkata",
  reachable: { email: true, sms: false, voice: true },
  tags: ["key account"],
  disputed: false,
};
/** Already 11 March in Kolkata. */
const now = new Date("2026-03-10T20:00:00Z");

test.each<[Condition, boolean]>([
  [{ fact: "balance", compare: "at_least", amountMinor: 5_000, currency: "USD" }, true],
  [{ fact: "balance", compare: "at_least", amountMinor: 5_001, currency: "USD" }, false],
  [{ fact: "balance", compare: "at_most", amountMinor: 0, currency: "EUR" }, true],
  [{ fact: "oldest_overdue_days", compare: "equals", days: 10 }, true],
  [{ fact: "invoice_count", compare: "at_most", count: 2 }, false],
  [{ fact: "debtor_kind", is: "consumer" }, false],
  [{ fact: "country", is: "IN" }, true],
  [{ fact: "has_channel", channel: "sms" }, false],
  [{ fact: "tag", is: "key account" }, true],
])("%j is %s", (condition, expected) => {
  expect(holds(condition, facts, now)).toBe(expected);
});

test("what is not due yet is not overdue by a negative number of days", () => {
  const rule: Condition = { fact: "oldest_overdue_days", compare: "equals", days: 0 };
  expect(holds(rule, { ...facts, oldestDueOn: "2026-04-01" }, now)).toBe(true);
});
