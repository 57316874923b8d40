// Whether a rule holds for a debtor now, and why: the answer is a tree of the same shape as the rule. Pure and total.
import type { AgeingBucket, FactsOf, RiskLevel, RuleFacts } from "@/server/journeys/rules/facts";
import {
  type Condition,
  type ConditionOf,
  type GroupKind,
  isGroup,
  openGroup,
  type Rule,
} from "@/server/journeys/rules/schema";
import { dayIn, daysBetween } from "@/server/time/calendar";

/** What was found. `null`: not known, or nothing there. */
export type Actual = number | string | boolean | readonly string[] | null;
export type Explanation =
  | { group: GroupKind; holds: boolean; parts: Explanation[] }
  | { condition: Condition; holds: boolean; actual: Actual };

/** Judges every condition, so that the explanation is whole. */
export function evaluate(rule: Rule, facts: RuleFacts, now: Date): Explanation {
  if (!isGroup(rule)) {
    const actual = actualOf(rule, facts, now);
    return { condition: rule, holds: compare(rule, actual), actual };
  }
  const { kind, parts } = openGroup(rule);
  const judged = parts.map((part) => evaluate(part, facts, now));
  return { group: kind, holds: joins[kind](judged.map((part) => part.holds)), parts: judged };
}

const joins: Record<GroupKind, (answers: boolean[]) => boolean> = {
  all: (answers) => answers.every(Boolean),
  any: (answers) => answers.some(Boolean),
  none: (answers) => !answers.some(Boolean),
};

/** What the facts say about what a condition asks. Dates answer in days since. */
function actualOf(condition: Condition, facts: RuleFacts, now: Date): Actual {
  switch (condition.fact) {
    case "balance":
    case "overdue_balance": {
      const of = facts.balances.find((balance) => balance.currency === condition.currency);
      return (condition.fact === "balance" ? of?.openMinor : of?.overdueMinor) ?? 0;
    }
    case "largest_invoice":
      return amountIn(facts.invoices?.largest, condition.currency);
    case "oldest_overdue_days":
      return daysOverdue(facts, now);
    case "invoice_count":
      return facts.invoiceCount;
    case "overdue_invoice_count":
      return facts.invoices?.overdueCount ?? null;
    case "average_days_late":
      return facts.payments?.averageDaysLate ?? null;
    case "broken_promises":
      return facts.promises?.broken ?? null;
    case "last_payment":
      return facts.payments?.lastPaidOn ? daysBetween(facts.payments.lastPaidOn, dayIn(facts.zone, now)) : null;
    case "ageing_bucket":
      return bucketOf(daysOverdue(facts, now));
    case "risk":
      return riskOf(facts, now);
    case "debtor_kind":
      return facts.debtorKind;
    case "country":
      return facts.country;
    case "language":
      return facts.language ?? null;
    case "currency":
      return facts.balances.filter((balance) => balance.openMinor > 0).map((balance) => balance.currency);
    case "reachable":
      return (["email", "sms", "voice"] as const).filter((channel) => facts.reachable[channel]);
    case "tags":
      return facts.tags;
    case "mode":
      return facts.freight?.modes ?? null;
    case "lane":
      return facts.freight?.lanes ?? null;
    case "stage":
      return facts.profile?.stage ?? null;
    case "field":
      return plain(facts.profile?.fields[condition.field ?? ""]);
    case "disputed":
      return facts.disputed;
    case "pod_present":
      return facts.freight?.podPresent ?? null;
    case "short_paid":
      return facts.freight?.shortPaid ?? null;
    case "accessorial_disputed":
      return facts.freight?.accessorialDisputed ?? null;
    case "factored":
      return facts.freight?.factored ?? null;
    case "portal_rejected":
      return facts.freight?.portalRejected ?? null;
    case "webhook_result":
      return plain(facts.results?.[condition.nodeId]?.[condition.path]);
  }
}

function compare(condition: Condition, actual: Actual): boolean {
  if ("is" in condition) return actual !== null && actual === condition.is;
  if ("values" in condition) return compareValues(condition.op, actual, condition.values);
  if ("amountMinor" in condition) return within(condition.op, actual, condition.amountMinor, condition.toMinor);
  switch (condition.fact) {
    case "last_payment":
      return compareDays(condition, actual);
    case "stage":
    case "field":
    case "webhook_result":
      return compareText(condition.op, actual, condition.value);
    default:
      return within(condition.op, actual, condition.value, condition.to);
  }
}

type ValuesOp = ConditionOf<FactsOf<"enum"> | FactsOf<"set">>["op"];

function compareValues(op: ValuesOp, actual: Actual, values: readonly string[]): boolean {
  const found = values.filter((value) => holdsText(actual, value)).length;
  if (op === "has_all") return values.length > 0 && found === values.length;
  return op === "is_any_of" || op === "has_any" ? found > 0 : found === 0;
}

function compareDays({ op, days }: ConditionOf<"last_payment">, actual: Actual): boolean {
  if (op === "ever" || op === "never") return (actual !== null) === (op === "ever");
  if (actual === null || days === undefined) return false;
  return op === "within_days" ? Number(actual) <= days : Number(actual) > days;
}

type TextOp = ConditionOf<FactsOf<"text"> | "webhook_result">["op"];

function compareText(op: TextOp, actual: Actual, wanted: string | number | boolean | undefined): boolean {
  const there = actual !== null && actual !== "";
  if (op === "is_set" || op === "is_not_set") return there === (op === "is_set");
  if (op === "more_than" || op === "less_than") {
    const [value, bound] = [Number(actual), Number(wanted)];
    return there && wanted !== undefined && wanted !== "" && (op === "more_than" ? value > bound : value < bound);
  }
  const same = wanted !== undefined && there && asText(wanted) === asText(actual);
  if (op === "is" || op === "is_not") return same === (op === "is");
  if (!there || wanted === undefined || wanted === "") return false;
  const text = asText(actual);
  return op === "contains" ? text.includes(asText(wanted)) : text.startsWith(asText(wanted));
}

type AmountOp = ConditionOf<FactsOf<"money">>["op"];

function within(op: AmountOp, actual: Actual, from: number, to: number | undefined): boolean {
  if (typeof actual !== "number") return false;
  switch (op) {
    case "more_than":
      return actual > from;
    case "at_least":
      return actual >= from;
    case "less_than":
      return actual < from;
    case "at_most":
      return actual <= from;
    case "equals":
      return actual === from;
    case "between":
      return to !== undefined && actual >= from && actual <= to;
  }
}

/** Days past the oldest due day in the debtor's zone; 0 while nothing is overdue. */
function daysOverdue(facts: RuleFacts, now: Date): number {
  if (facts.oldestDueOn === null) return 0;
  return Math.max(0, daysBetween(facts.oldestDueOn, dayIn(facts.zone, now)));
}

function bucketOf(days: number): AgeingBucket {
  if (days === 0) return "not_due";
  if (days <= 30) return "days_1_30";
  if (days <= 60) return "days_31_60";
  return days <= 90 ? "days_61_90" : "over_90";
}

/**
 * One point for each: on average more than 15 days late, more than 45; a broken promise, a second; more than 30 days
 * overdue now, more than 60. Two or three are a medium risk, more a high one.
 */
function riskOf(facts: RuleFacts, now: Date): RiskLevel | null {
  if (!facts.payments || !facts.promises) return null;
  const late = facts.payments.averageDaysLate ?? 0;
  const { broken } = facts.promises;
  const overdue = daysOverdue(facts, now);
  const points = [late > 15, late > 45, broken > 0, broken > 1, overdue > 30, overdue > 60].filter(Boolean).length;
  if (points < 2) return "low";
  return points < 4 ? "medium" : "high";
}

function amountIn(amounts: { currency: string; openMinor: number }[] | undefined, currency: string): number | null {
  return amounts ? (amounts.find((amount) => amount.currency === currency)?.openMinor ?? 0) : null;
}

function plain(value: unknown): Actual {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

const asText = (value: unknown) => String(value).trim().toLocaleLowerCase("en");

function holdsText(actual: Actual, value: string): boolean {
  if (actual === null) return false;
  const items = Array.isArray(actual) ? actual : [actual];
  return items.some((item) => asText(item) === asText(value));
}
