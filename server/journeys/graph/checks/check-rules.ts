// What the steps that decide need. Pure.
import { about, type Check, eventNames, repeated, required } from "@/server/journeys/graph/checks/about";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";
import { isComplete, ruleDepthMax } from "@/server/journeys/rules/complete";
import { type Condition, conditionsIn, depthOf, type RuleGroup } from "@/server/journeys/rules/schema";
import { isCurrency } from "@/server/money";

export const branch: Check<"branch"> = (node, graph) => {
  const paths = node.paths ?? [];
  return [
    ...required(node, "paths", paths.length > 0 ? true : undefined),
    ...portsTwice(node, [...paths.map((path) => path.id), "else"]),
    ...paths
      .filter((path) => conditionsIn(path.when).length === 0)
      .map((path) => about(node, "rule_missing", path.id, `The path "${path.label || path.id}" has no rule.`)),
    ...paths.flatMap((path) => ruleProblems(node, path.when, graph)),
  ];
};

export const start: Check<"start"> = (node, graph) => [
  ...(node.trigger?.on === "api_event" ? eventNames(node, [node.trigger.event.trim()]) : []),
  ...(node.where ? ruleProblems(node, node.where, graph) : []),
];

export const split: Check<"split"> = (node) => {
  const arms = node.arms ?? [];
  return [
    ...required(node, "arms", arms.length > 1 ? true : undefined),
    ...portsTwice(
      node,
      arms.map((arm) => arm.id),
    ),
  ];
};

export const chooseChannel: Check<"choose_channel"> = (node) => [
  ...required(node, "channels", node.channels?.length ? true : undefined),
  ...portsTwice(node, node.channels ?? []),
];

function portsTwice(node: DraftNode, ids: readonly string[]): Problem[] {
  return repeated(ids).map((id) => about(node, "path_twice", id, `Two paths have the id "${id}".`));
}

/** Every condition is complete, knows its currency, and asks only webhook steps that keep what it asks for. */
function ruleProblems(node: DraftNode, rule: RuleGroup, graph: DraftGraph): Problem[] {
  const deep = depthOf(rule) > ruleDepthMax;
  return [
    ...(deep
      ? [about(node, "rule_too_deep", "rule", `Rules nest more than ${ruleDepthMax} deep; simplify this one.`)]
      : []),
    ...conditionsIn(rule).flatMap((condition) => conditionProblems(node, condition, graph)),
  ];
}

function conditionProblems(node: DraftNode, condition: Condition, graph: DraftGraph): Problem[] {
  if ("currency" in condition && !isCurrency(condition.currency)) {
    return [about(node, "currency_unknown", condition.currency, `"${condition.currency}" is not a currency.`)];
  }
  if (condition.fact === "webhook_result") {
    const step = graph.nodes.find((other) => other.id === condition.nodeId);
    if (step?.kind !== "webhook" || !step.keep?.includes(condition.path)) {
      const reason = `No webhook step keeps "${condition.path}" of its answer.`;
      return [about(node, "result_unknown", condition.path, reason)];
    }
  }
  return isComplete(condition)
    ? []
    : [about(node, "rule_incomplete", condition.fact, `A rule about "${condition.fact}" is not complete.`)];
}
