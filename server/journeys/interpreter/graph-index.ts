// Look-ups in a published graph, which never changes, so that its index may be kept as long as the graph is. Pure.
import type { ExecutableGraph, ExecutableNode } from "@/server/journeys/graph/schema";

export type GraphIndex = { nodes: Map<string, ExecutableNode>; ways: Map<string, string> };

const indexes = new WeakMap<ExecutableGraph, GraphIndex>();

/** The steps by id, and where each way out leads. */
export function indexOf(graph: ExecutableGraph): GraphIndex {
  const known = indexes.get(graph);
  if (known) return known;
  const index = {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    ways: new Map(graph.edges.map((edge) => [wayKey(edge.from, edge.port), edge.to])),
  };
  indexes.set(graph, index);
  return index;
}

export const wayKey = (from: string, port: string) => `${from}\n${port}`;
