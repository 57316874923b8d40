// Whether a branch rule holds for a debtor now. Pure and total.
import type { Condition } from "@/server/journeys/graph/schema";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { dayIn, daysBetween } from "@/server/time/calendar";

/** Whether the rule holds. */
export function holds(condition: Condition, facts: EnrollmentFacts, now: Date): boolean {
  switch (condition.fact) {
    case "balance": {
      const balance = facts.balances.find((candidate) => candidate.currency === condition.currency);
      return compares(condition.compare, balance?.openMinor ?? 0, condition.amountMinor);
    }
    case "oldest_overdue_days":
      return compares(condition.compare, daysOverdue(facts, now), condition.days);
    case "invoice_count":
      return compares(condition.compare, facts.invoiceCount, condition.count);
    case "debtor_kind":
      return facts.debtorKind === condition.is;
    case "country":
      return facts.country === condition.is;
    case "has_channel":
      return facts.reachable[condition.channel];
    case "tag":
      return facts.tags.includes(condition.is);
  }
}

/** Days past the oldest due day in the debtor's zone; 0 while nothing is overdue. */
function daysOverdue(facts: EnrollmentFacts, now: Date): number {
  if (facts.oldestDueOn === null) return 0;
  return Math.max(0, daysBetween(facts.oldestDueOn, dayIn(facts.zone, now)));
}

function compares(how: "at_least" | "at_most" | "equals", actual: number, wanted: number): boolean {
  if (how === "at_least") return actual >= wanted;
  if (how === "at_most") return actual <= wanted;
  return actual === wanted;
}
