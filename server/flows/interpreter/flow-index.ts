// The steps and ways of a flow by their names, looked up once a flow. Pure.
import type { ExecutableFlow, ExecutableNode } from "@/server/flows/graph/schema";

export type FlowIndex = { nodes: ReadonlyMap<string, ExecutableNode>; ways: ReadonlyMap<string, string> };

const known = new WeakMap<ExecutableFlow, FlowIndex>();

export const wayKey = (from: string, port: string): string => `${from}\n${port}`;

export function indexOf(flow: ExecutableFlow): FlowIndex {
  const before = known.get(flow);
  if (before) return before;
  const index = {
    nodes: new Map(flow.nodes.map((node) => [node.id, node])),
    ways: new Map(flow.edges.map((edge) => [wayKey(edge.from, edge.port), edge.to])),
  };
  known.set(flow, index);
  return index;
}
