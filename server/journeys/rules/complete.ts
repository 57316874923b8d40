// Whether a rule says everything that it needs to be judged. Pure.
import type { Condition } from "@/server/journeys/rules/schema";

/** Groups inside groups inside groups: past it nobody can read a rule aloud. */
export const ruleDepthMax = 3;

/** The operator has the values that it compares with. */
export function isComplete(condition: Condition): boolean {
  if ("values" in condition) return condition.values.length > 0;
  if ("is" in condition) return true;
  if (condition.fact === "field" && !condition.field?.trim()) return false;
  switch (condition.op) {
    case "between":
      return "amountMinor" in condition
        ? condition.toMinor !== undefined && condition.toMinor >= condition.amountMinor
        : condition.to !== undefined && condition.to >= condition.value;
    case "within_days":
    case "longer_ago_than":
      return condition.days !== undefined;
    case "ever":
    case "never":
    case "is_set":
    case "is_not_set":
      return true;
    default:
      return !("value" in condition) || (condition.value !== undefined && condition.value !== "");
  }
}
