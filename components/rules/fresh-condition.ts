// A condition as it is when its fact is chosen: something sensible that can be changed. Pure.
import { type Fact, factTypes } from "@/server/journeys/rules/facts";
import type { Condition } from "@/server/journeys/rules/schema";

const values: Partial<Record<Fact, string[]>> = {
  ageing_bucket: ["over_90"],
  risk: ["high"],
  debtor_kind: ["company"],
  country: ["US"],
  language: ["en"],
  currency: ["USD"],
  reachable: ["sms"],
  tags: ["key account"],
};
const numbers: Partial<Record<Fact, number>> = { oldest_overdue_days: 30, average_days_late: 15, broken_promises: 1 };

/** What a new rule begins with. */
export const firstCondition: Condition = { fact: "oldest_overdue_days", op: "at_least", value: 30 };

export function freshCondition(fact: Fact): Condition {
  const type = factTypes[fact];
  switch (type) {
    case "money":
      return { fact, op: "more_than", amountMinor: 5_000_00, currency: "USD" } as Condition;
    case "number":
      return { fact, op: "at_least", value: numbers[fact] ?? 2 } as Condition;
    case "date":
      return { fact, op: "within_days", days: 30 } as Condition;
    case "enum":
      return { fact, op: "is_any_of", values: values[fact] ?? [] } as Condition;
    case "set":
      return { fact, op: "has_any", values: values[fact] ?? [] } as Condition;
    case "text":
      return { fact, op: "is", value: "", ...(fact === "field" ? { field: "" } : {}) } as Condition;
    case "boolean":
      return { fact, is: true } as Condition;
    case "result":
      return { fact, nodeId: "", path: "", op: "is", value: "" } as Condition;
  }
}
