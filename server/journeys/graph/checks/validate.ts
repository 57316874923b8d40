// Whether a draft may run. What it lets through, the interpreter is total over. Pure.
import { neighbours, onLoops, pathProblem, portProblems, type Rules, wholeProblems } from "@/server/graphs/structure";
import { checkNode } from "@/server/journeys/graph/checks/check-node";
import { alwaysRests, waysOf } from "@/server/journeys/graph/checks/jumps";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { portsOf } from "@/server/journeys/graph/ports";
import { type DraftGraph, type DraftNode, type ExecutableGraph, executableGraph } from "@/server/journeys/graph/schema";

const rules: Rules<DraftNode> = { thing: "journey", endKind: "exit", endWord: "exit", portsOf };

export type Validation = { ok: true; graph: ExecutableGraph } | { ok: false; problems: Problem[] };

/** Proves: one start, every step reachable, every port leads somewhere and on to an exit, loops contain a wait, settings complete. */
export function validateGraph(draft: DraftGraph): Validation {
  const problems = problemsOf(draft);
  if (problems.length > 0) return { ok: false, problems };
  const parsed = executableGraph.safeParse(draft);
  if (parsed.success) return { ok: true, graph: parsed.data };
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
export function problemsOf(draft: DraftGraph): Problem[] {
  return [
    ...wholeProblems(draft, rules),
    ...draft.nodes.flatMap((node) => [...checkNode(node, draft), ...portProblems(node, draft, rules)]),
    ...pathProblems(draft),
  ];
}

function pathProblems(draft: DraftGraph): Problem[] {
  const ways = waysOf(draft);
  const problemAt = pathProblem(draft, ways, rules);
  const restless = draft.nodes.filter((node) => !alwaysRests(node)).map((node) => node.id);
  const looping = onLoops(restless, neighbours(draft, ways));
  return draft.nodes.flatMap((node) => {
    const problem = problemAt(node);
    const problems: Problem[] = problem ? [problem] : [];
    if (looping.has(node.id)) {
      problems.push({
        code: "loop_without_wait",
        nodeId: node.id,
        reason: "This loop has no wait in it, so that it would never rest.",
      });
    }
    return problems;
  });
}
