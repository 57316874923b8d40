// Where the steps stand when nobody placed them: top to bottom, no overlaps. Pure.
import { Graph, layout } from "@dagrejs/dagre";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph } from "@/server/journeys/graph/schema";

/** Size that a step takes on the canvas. */
export const nodeSize = { width: 248, height: 76 };

/** The same graph with every position set anew. */
export function layoutGraph<Draft extends DraftGraph>(draft: Draft): Draft {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 48, ranksep: 64, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of draft.nodes) graph.setNode(node.id, { ...nodeSize });
  for (const node of draft.nodes) {
    const ports = portsOf(node);
    const leaving = draft.edges.filter((edge) => edge.from === node.id && graph.hasNode(edge.to));
    leaving.sort((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port));
    for (const edge of leaving) graph.setEdge(edge.from, edge.to, { weight: edge.port === "next" ? 2 : 1 }, edge.id);
  }
  layout(graph);
  const nodes = draft.nodes.map((node) => {
    const { x, y } = graph.node(node.id);
    return { ...node, position: { x: Math.round(x - nodeSize.width / 2), y: Math.round(y - nodeSize.height / 2) } };
  });
  return { ...draft, nodes };
}
