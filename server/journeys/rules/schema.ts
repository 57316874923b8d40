// The rule language: conditions with operators typed by their fact, in groups that nest. One language for branches,
// audiences and triggers. Pure.
import { z } from "zod";
import { factsOf } from "@/server/journeys/rules/facts";

const amount = ["more_than", "at_least", "less_than", "at_most", "equals", "between"] as const;
/** What may be asked of a fact of each type. */
export const operators = {
  money: amount,
  number: amount,
  date: ["within_days", "longer_ago_than", "ever", "never"],
  enum: ["is_any_of", "is_none_of"],
  set: ["has_any", "has_all", "has_none"],
  text: ["is", "is_not", "contains", "starts_with", "is_set", "is_not_set"],
  result: ["is", "is_not", "more_than", "less_than", "is_set", "is_not_set"],
} as const;

const minor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const number = z.number().min(0).max(1_000_000);
const words = z.array(z.string().min(1).max(80)).max(100);

const moneyCondition = z.object({
  fact: z.enum(factsOf("money")),
  op: z.enum(operators.money),
  amountMinor: minor,
  /** Upper end of `between`, included as the lower one is. */
  toMinor: minor.optional(),
  currency: z.string().length(3),
});
const numberCondition = z.object({
  fact: z.enum(factsOf("number")),
  op: z.enum(operators.number),
  value: number,
  to: number.optional(),
});
const dateCondition = z.object({
  fact: z.enum(factsOf("date")),
  op: z.enum(operators.date),
  days: z.number().int().min(0).max(3650).optional(),
});
const enumCondition = z.object({
  fact: z.enum(factsOf("enum")),
  op: z.enum(operators.enum),
  values: words,
});
const setCondition = z.object({ fact: z.enum(factsOf("set")), op: z.enum(operators.set), values: words });
const textCondition = z.object({
  fact: z.enum(factsOf("text")),
  /** Which of the debtor's own fields. */
  field: z.string().max(80).optional(),
  op: z.enum(operators.text),
  value: z.string().max(200).optional(),
});
const booleanCondition = z.object({ fact: z.enum(factsOf("boolean")), is: z.boolean() });
/** What a webhook step answered, under a path that it keeps. */
const resultCondition = z.object({
  fact: z.enum(factsOf("result")),
  nodeId: z.string().max(64),
  path: z.string().max(120),
  op: z.enum(operators.result),
  value: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
});

const condition = z.discriminatedUnion("fact", [
  moneyCondition,
  numberCondition,
  dateCondition,
  enumCondition,
  setCondition,
  textCondition,
  booleanCondition,
  resultCondition,
]);
export type Condition = z.infer<typeof condition>;
/** The conditions that may ask about any of these facts. */
export type ConditionOf<Asked extends Condition["fact"]> = About<Condition, Asked>;
type About<One, Asked> = One extends { fact: infer Named }
  ? [Extract<Asked, Named>] extends [never]
    ? never
    : One
  : never;

export type RuleGroup = { all: Rule[] } | { any: Rule[] } | { none: Rule[] };
export type Rule = Condition | RuleGroup;

export const groupKinds = ["all", "any", "none"] as const;
export type GroupKind = (typeof groupKinds)[number];

const parts = z.array(z.lazy((): z.ZodType<Rule> => rule)).max(50);
export const ruleGroup: z.ZodType<RuleGroup> = z.union([
  z.strictObject({ all: parts }),
  z.strictObject({ any: parts }),
  z.strictObject({ none: parts }),
]);
const rule: z.ZodType<Rule> = z.union([ruleGroup, condition]);

/** Which kind of group, and what is in it. */
export function openGroup(group: RuleGroup): { kind: GroupKind; parts: Rule[] } {
  if ("all" in group) return { kind: "all", parts: group.all };
  if ("any" in group) return { kind: "any", parts: group.any };
  return { kind: "none", parts: group.none };
}

export function makeGroup(kind: GroupKind, of: Rule[]): RuleGroup {
  if (kind === "all") return { all: of };
  return kind === "any" ? { any: of } : { none: of };
}

export function isGroup(rule: Rule): rule is RuleGroup {
  return !("fact" in rule);
}

/** Every condition, however deep. */
export function conditionsIn(rule: Rule): Condition[] {
  return isGroup(rule) ? openGroup(rule).parts.flatMap(conditionsIn) : [rule];
}

/** How many groups stand inside each other: 1 for a flat one. */
export function depthOf(rule: Rule): number {
  return isGroup(rule) ? 1 + Math.max(0, ...openGroup(rule).parts.map(depthOf)) : 0;
}
