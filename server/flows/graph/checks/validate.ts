// Whether a draft may be published. What it lets through, the engine is total over, ends, and keeps the law's order. Pure.
import { checkNode } from "@/server/flows/graph/checks/check-node";
import { speechProblems } from "@/server/flows/graph/checks/check-speech";
import type { Problem } from "@/server/flows/graph/checks/problems";
import { boundOf, portsOf } from "@/server/flows/graph/ports";
import { type DraftFlow, type DraftNode, type ExecutableFlow, executableFlow } from "@/server/flows/graph/schema";
import { neighbours, onLoops, pathProblem, portProblems, type Rules, wholeProblems } from "@/server/graphs/structure";

const rules: Rules<DraftNode> = { thing: "flow", endKind: "end", endWord: "end", portsOf };

export type Validation = { ok: true; flow: ExecutableFlow } | { ok: false; problems: Problem[] };

/** `obligations`: what the policy makes every conversation of this flow say, e.g. AI_DISCLOSURE. */
export function validateFlow(draft: DraftFlow, obligations: readonly string[]): Validation {
  const problems = problemsOf(draft, obligations);
  if (problems.length > 0) return { ok: false, problems };
  const parsed = executableFlow.safeParse(draft);
  if (parsed.success) return { ok: true, flow: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({
      code: "invalid_shape",
      reason: `${issue.path.join(".")}: ${issue.message}`,
      ...(issue.path[0] === "nodes" && typeof issue.path[1] === "number"
        ? { nodeId: draft.nodes[issue.path[1]]?.id }
        : {}),
    })),
  };
}

/** Everything wrong with the draft, in the order of its steps. */
export function problemsOf(draft: DraftFlow, obligations: readonly string[]): Problem[] {
  const pathProblemOf = pathProblem(draft, waysOf(draft), rules);
  const speechProblemsOf = speechProblems(draft, obligations);
  const turning = endlessLoops(draft);
  return [
    ...wholeProblems(draft, rules),
    ...routeProblems(draft),
    ...draft.nodes.flatMap((node): Problem[] => {
      const path = pathProblemOf(node);
      return [
        ...checkNode(node, draft),
        ...portProblems(node, draft, rules),
        ...(path ? [path] : []),
        ...(turning.has(node.id)
          ? [{ code: "loop_without_bound" as const, nodeId: node.id, reason: "This loop never comes to an end." }]
          : []),
        ...speechProblemsOf(node),
      ];
    }),
  ];
}

/** Connections, and the routes that may be taken from anywhere. */
function waysOf(draft: DraftFlow) {
  const start = draft.nodes.find((node) => node.kind === "start")?.id ?? "";
  const routes = Object.values(draft.routes).flatMap((to) => (to ? [{ from: start, to }] : []));
  return [...draft.edges, ...routes];
}

function routeProblems(draft: DraftFlow): Problem[] {
  const ids = new Set(draft.nodes.map((node) => node.id));
  return Object.entries(draft.routes).flatMap(([route, to]) =>
    to === undefined || ids.has(to)
      ? []
      : [{ code: "target_missing" as const, detail: route, reason: `The step for "${route}" is gone.` }],
  );
}

/**
 * A step that asks does so a bounded number of times, however often it is entered, and then leaves by one way alone: what
 * still loops when each of them has only that way could turn for ever.
 */
function endlessLoops(draft: DraftFlow): Set<string> {
  const kinds = new Map(draft.nodes.map((node) => [node.id, node.kind]));
  const left = draft.edges.filter((edge) => {
    const kind = kinds.get(edge.from);
    const bound = kind && boundOf(kind);
    return bound === undefined || edge.port === bound;
  });
  return onLoops(kinds.keys(), neighbours(draft, left));
}
