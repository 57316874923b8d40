// Graphs as they were stored, in the form that they have now: published versions keep working. Pure.
import { z } from "zod";
import { draftGraph, executableGraph } from "@/server/journeys/graph/schema";
import type { Condition, RuleGroup } from "@/server/journeys/rules/schema";

/** Reads a stored draft or published graph, of whatever version. */
export const storedDraft = z.preprocess(upgradeGraph, draftGraph);
export const storedGraph = z.preprocess(upgradeGraph, executableGraph);

/** Version 1 in the form of version 2; anything else as it is. */
export function upgradeGraph(value: unknown): unknown {
  const graph = graphOf1.safeParse(value);
  if (!graph.success) return value;
  return { ...graph.data, schemaVersion: 2, nodes: graph.data.nodes.map(upgradeNode) };
}

function upgradeNode(node: unknown): unknown {
  const wait = wait1.safeParse(node);
  if (wait.success) {
    const { duration, ...rest } = wait.data;
    return { ...rest, until: { by: "duration", duration } };
  }
  const branch = branch1.safeParse(node);
  if (!branch.success) return node;
  return { ...branch.data, paths: branch.data.paths.map(({ all, ...path }) => ({ ...path, when: upgradeRules(all) })) };
}

/** The rules of version 1: a list, all of which had to hold. */
function upgradeRules(rules: Condition1[]): RuleGroup {
  return { all: rules.map(upgradeCondition) };
}

function upgradeCondition(old: Condition1): Condition {
  switch (old.fact) {
    case "balance":
      return { fact: "balance", op: old.compare, amountMinor: old.amountMinor, currency: old.currency };
    case "oldest_overdue_days":
      return { fact: old.fact, op: old.compare, value: old.days };
    case "invoice_count":
      return { fact: old.fact, op: old.compare, value: old.count };
    case "debtor_kind":
      return { fact: old.fact, op: "is_any_of", values: [old.is] };
    case "country":
      return { fact: old.fact, op: "is_any_of", values: [old.is] };
    case "has_channel":
      return { fact: "reachable", op: "has_any", values: [old.channel] };
    case "tag":
      return { fact: "tags", op: "has_any", values: [old.is] };
  }
}

const graphOf1 = z.looseObject({ schemaVersion: z.literal(1), nodes: z.array(z.unknown()) });
const wait1 = z.looseObject({ kind: z.literal("wait"), duration: z.unknown().refine((value) => value !== undefined) });
const comparison = z.enum(["at_least", "at_most", "equals"]);
const condition1 = z.discriminatedUnion("fact", [
  z.object({ fact: z.literal("balance"), compare: comparison, amountMinor: z.number(), currency: z.string() }),
  z.object({ fact: z.literal("oldest_overdue_days"), compare: comparison, days: z.number() }),
  z.object({ fact: z.literal("invoice_count"), compare: comparison, count: z.number() }),
  z.object({ fact: z.literal("debtor_kind"), is: z.enum(["company", "sole_trader", "consumer"]) }),
  z.object({ fact: z.literal("country"), is: z.string() }),
  z.object({ fact: z.literal("has_channel"), channel: z.enum(["email", "sms", "voice"]) }),
  z.object({ fact: z.literal("tag"), is: z.string() }),
]);
type Condition1 = z.infer<typeof condition1>;
const branch1 = z.looseObject({
  kind: z.literal("branch"),
  paths: z.array(z.looseObject({ id: z.string(), all: z.array(condition1) })),
});
