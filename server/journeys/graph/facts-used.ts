// Which parts of a debtor's facts a graph asks for, so that nothing else is loaded on the hot path. Pure.
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";
import { type FactPart, partsOfFact } from "@/server/journeys/rules/facts";
import { conditionsIn, type RuleGroup } from "@/server/journeys/rules/schema";

/** A published graph never changes, so that what it reads may be kept as long as the graph is. */
const known = new WeakMap<object, ReadonlySet<FactPart>>();

/** The parts that some step of the graph may read. */
export function factsUsed(graph: DraftGraph): ReadonlySet<FactPart> {
  const parts = known.get(graph) ?? new Set(graph.nodes.flatMap(partsOf));
  known.set(graph, parts);
  return parts;
}

/** The parts that a rule reads. */
export function factsOfRule(rule: RuleGroup): ReadonlySet<FactPart> {
  return new Set(conditionsIn(rule).flatMap(({ fact }) => partsOfFact[fact] ?? []));
}

function partsOf(node: DraftNode): readonly FactPart[] {
  switch (node.kind) {
    case "branch":
      return (node.paths ?? []).flatMap((path) => [...factsOfRule(path.when)]);
    case "wait":
      return node.until?.by === "relative" && node.until.to === "promise_date" ? ["promises"] : [];
    case "choose_channel":
      return ["responses"];
    case "late_fee":
      return ["fees"];
    default:
      return [];
  }
}
