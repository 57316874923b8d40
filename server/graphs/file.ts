// How a graph is written to a file: sorted keys and a stable order, so that two versions differ only where they differ. Pure.
import type { DrawnGraph } from "@/server/graphs/shape";

/** The same graph with everything in the order of its ids. */
export function sortedDrawing<Graph extends DrawnGraph>(graph: Graph): Graph {
  return {
    ...graph,
    nodes: graph.nodes.toSorted(byId),
    edges: graph.edges.toSorted(byId),
    groups: graph.groups?.toSorted(byId).map((group) => ({ ...group, nodeIds: group.nodeIds.toSorted() })),
    notes: graph.notes?.toSorted(byId),
  };
}

/** JSON with its keys sorted, and a line break at the end. */
export function sortedText(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
