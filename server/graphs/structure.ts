// What must hold of every graph that runs, whatever its steps do: one start, all of it reachable, no way out that leads
// nowhere, an end ahead of every step, and no loop that could turn for ever. Pure.
import type { DrawnGraph, DrawnNode, PortsOf } from "@/server/graphs/shape";

export const structureCodes = [
  "duplicate_node",
  "start_missing",
  "start_twice",
  "exit_missing",
  "edge_dangling",
  "edge_into_start",
  "port_unknown",
  "port_taken",
  "port_open",
  "unreachable",
  "never_ends",
] as const;
export type StructureCode = (typeof structureCodes)[number];

/** What is wrong with a graph. Screens translate by `code`; `reason` is its plain English. */
export type Problem<Code extends string = string> = {
  code: Code;
  nodeId?: string;
  /** Setting, port, variable or signal that the problem is about. */
  detail?: string;
  reason: string;
};

type Found = Problem<StructureCode>;
export type Way = { from: string; to: string };

/** How a kind of graph is drawn, and what it is called in what people read. */
export type Rules<Node extends DrawnNode> = {
  thing: string;
  endKind: Node["kind"];
  endWord: string;
  portsOf: PortsOf<Node>;
};

/** What is wrong with the graph before any way through it is looked at. */
export function wholeProblems<Node extends DrawnNode>(graph: DrawnGraph<Node>, rules: Rules<Node>): Found[] {
  const { thing, endKind, endWord } = rules;
  const problems: Found[] = [];
  const ids = new Set<string>();
  for (const node of graph.nodes) {
    if (ids.has(node.id)) {
      problems.push({ code: "duplicate_node", nodeId: node.id, reason: `Two steps have the id "${node.id}".` });
    }
    ids.add(node.id);
  }
  const starts = graph.nodes.filter((node) => node.kind === "start");
  if (starts.length === 0) problems.push({ code: "start_missing", reason: `The ${thing} has no start.` });
  for (const extra of starts.slice(1)) {
    problems.push({ code: "start_twice", nodeId: extra.id, reason: `A ${thing} has one start; this is another.` });
  }
  if (!graph.nodes.some((node) => node.kind === endKind)) {
    problems.push({ code: "exit_missing", reason: `The ${thing} has no ${endWord}.` });
  }
  for (const edge of graph.edges) {
    if (ids.has(edge.from) && ids.has(edge.to)) continue;
    const nodeId = ids.has(edge.from) ? edge.from : ids.has(edge.to) ? edge.to : undefined;
    problems.push({
      code: "edge_dangling",
      nodeId,
      detail: edge.id,
      reason: "A connection leads to a step that is gone.",
    });
  }
  for (const edge of graph.edges) {
    if (!starts.some((start) => start.id === edge.to)) continue;
    problems.push({ code: "edge_into_start", nodeId: edge.from, reason: "Nothing may lead back to the start." });
  }
  return problems;
}

/** Every way out of the step leads to exactly one other. */
export function portProblems<Node extends DrawnNode>(
  node: Node,
  graph: DrawnGraph<Node>,
  { portsOf }: Rules<Node>,
): Found[] {
  const ports = [...new Set(portsOf(node))];
  const used = graph.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port);
  const unknown = [...new Set(used.filter((port) => !ports.includes(port)))].map((port): Found => {
    return {
      code: "port_unknown",
      nodeId: node.id,
      detail: port,
      reason: `This step has no way out called "${port}".`,
    };
  });
  return [
    ...unknown,
    ...ports.flatMap((port): Found[] => {
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

/** `ways`: connections and whatever else leads from a step to another. */
export function pathProblem<Node extends DrawnNode>(
  graph: DrawnGraph<Node>,
  ways: readonly Way[],
  { endKind, endWord }: Rules<Node>,
): (node: Node) => Found | undefined {
  const forward = neighbours(graph, ways);
  const backward = neighbours(
    graph,
    ways.map(({ from, to }) => ({ from: to, to: from })),
  );
  const start = graph.nodes.find((node) => node.kind === "start");
  const reachable = reach(start ? [start.id] : [], forward);
  const ending = reach(
    graph.nodes.filter((node) => node.kind === endKind).map((node) => node.id),
    backward,
  );
  return (node) => {
    if (start && node.kind !== "start" && !reachable.has(node.id)) {
      return { code: "unreachable", nodeId: node.id, reason: "No path from the start leads here." };
    }
    if (!ending.has(node.id) && (forward.get(node.id)?.length ?? 0) > 0) {
      return { code: "never_ends", nodeId: node.id, reason: `From here no path leads to an ${endWord}.` };
    }
    return undefined;
  };
}

export type Neighbours = Map<string, string[]>;

/** Where the ways lead on from each step. */
export function neighbours(graph: DrawnGraph, ways: readonly Way[]): Neighbours {
  const map: Neighbours = new Map(graph.nodes.map((node) => [node.id, []]));
  for (const { from, to } of ways) if (map.has(to)) map.get(from)?.push(to);
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

/** Steps of these that can come back to themselves by way of these alone: peel off what has no way in, then no way out. */
export function onLoops(candidates: Iterable<string>, forward: Neighbours): Set<string> {
  const left = new Set(candidates);
  const inside = (id: string) => (forward.get(id) ?? []).filter((to) => left.has(to));
  for (let changed = true; changed; ) {
    const entered = new Set([...left].flatMap(inside));
    const gone = [...left].filter((id) => inside(id).length === 0 || !entered.has(id));
    for (const id of gone) left.delete(id);
    changed = gone.length > 0;
  }
  return left;
}
