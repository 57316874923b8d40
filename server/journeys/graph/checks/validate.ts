// Whether a draft may run. What it lets through, the interpreter is total over. Pure.
import { checkNode } from "@/server/journeys/graph/checks/check-node";
import { alwaysRests, waysOf } from "@/server/journeys/graph/checks/jumps";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { portsOf } from "@/server/journeys/graph/ports";
import { type DraftGraph, type DraftNode, type ExecutableGraph, executableGraph } from "@/server/journeys/graph/schema";

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
    ...wholeProblems(draft),
    ...draft.nodes.flatMap((node) => [...checkNode(node, draft), ...portProblems(node, draft)]),
    ...pathProblems(draft),
  ];
}

function wholeProblems(draft: DraftGraph): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const node of draft.nodes) {
    if (ids.has(node.id)) {
      problems.push({ code: "duplicate_node", nodeId: node.id, reason: `Two steps have the id "${node.id}".` });
    }
    ids.add(node.id);
  }
  const starts = draft.nodes.filter((node) => node.kind === "start");
  if (starts.length === 0) problems.push({ code: "start_missing", reason: "The journey has no start." });
  for (const extra of starts.slice(1)) {
    problems.push({ code: "start_twice", nodeId: extra.id, reason: "A journey has one start; this is another." });
  }
  if (!draft.nodes.some((node) => node.kind === "exit")) {
    problems.push({ code: "exit_missing", reason: "The journey has no exit." });
  }
  for (const edge of draft.edges) {
    if (ids.has(edge.from) && ids.has(edge.to)) continue;
    const nodeId = ids.has(edge.from) ? edge.from : ids.has(edge.to) ? edge.to : undefined;
    problems.push({
      code: "edge_dangling",
      nodeId,
      detail: edge.id,
      reason: "A connection leads to a step that is gone.",
    });
  }
  for (const edge of draft.edges) {
    if (!starts.some((start) => start.id === edge.to)) continue;
    problems.push({ code: "edge_into_start", nodeId: edge.from, reason: "Nothing may lead back to the start." });
  }
  return problems;
}

function portProblems(node: DraftNode, draft: DraftGraph): Problem[] {
  const ports = [...new Set(portsOf(node))];
  const used = draft.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port);
  const unknown = [...new Set(used.filter((port) => !ports.includes(port)))].map((port): Problem => {
    return {
      code: "port_unknown",
      nodeId: node.id,
      detail: port,
      reason: `This step has no way out called "${port}".`,
    };
  });
  return [
    ...unknown,
    ...ports.flatMap((port): Problem[] => {
      const count = used.filter((candidate) => candidate === port).length;
      if (count === 1) return [];
      return count === 0
        ? [{ code: "port_open", nodeId: node.id, detail: port, reason: `The way out "${port}" leads nowhere.` }]
        : [
            {
              code: "port_taken",
              nodeId: node.id,
              detail: port,
              reason: `The way out "${port}" leads to several steps.`,
            },
          ];
    }),
  ];
}

function pathProblems(draft: DraftGraph): Problem[] {
  const forward = neighbours(draft, (edge) => [edge.from, edge.to]);
  const backward = neighbours(draft, (edge) => [edge.to, edge.from]);
  const start = draft.nodes.find((node) => node.kind === "start");
  const reachable = reach(start ? [start.id] : [], forward);
  const ending = reach(
    draft.nodes.filter((node) => node.kind === "exit").map((node) => node.id),
    backward,
  );
  const looping = nodesOnLoopsWithoutWait(draft, forward);
  return draft.nodes.flatMap((node) => {
    const problems: Problem[] = [];
    if (start && node.kind !== "start" && !reachable.has(node.id)) {
      problems.push({ code: "unreachable", nodeId: node.id, reason: "No path from the start leads here." });
    } else if (!ending.has(node.id) && (forward.get(node.id)?.length ?? 0) > 0) {
      problems.push({ code: "never_ends", nodeId: node.id, reason: "From here no path leads to an exit." });
    }
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

type Neighbours = Map<string, string[]>;

function neighbours(draft: DraftGraph, ends: (way: { from: string; to: string }) => [string, string]): Neighbours {
  const map: Neighbours = new Map(draft.nodes.map((node) => [node.id, []]));
  for (const edge of waysOf(draft)) {
    const [from, to] = ends(edge);
    if (map.has(to)) map.get(from)?.push(to);
  }
  return map;
}

function reach(from: string[], next: Neighbours): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of next.get(node) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}

/** Steps that can come back to themselves without passing a wait: peel off what has no way in, then no way out. */
function nodesOnLoopsWithoutWait(draft: DraftGraph, forward: Neighbours): Set<string> {
  const waits = new Set(draft.nodes.filter(alwaysRests).map((node) => node.id));
  const left = new Set(draft.nodes.map((node) => node.id).filter((id) => !waits.has(id)));
  const inside = (id: string) => (forward.get(id) ?? []).filter((to) => left.has(to));
  for (let changed = true; changed; ) {
    const entered = new Set([...left].flatMap(inside));
    const gone = [...left].filter((id) => inside(id).length === 0 || !entered.has(id));
    for (const id of gone) left.delete(id);
    changed = gone.length > 0;
  }
  return left;
}
