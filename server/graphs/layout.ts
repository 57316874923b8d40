// Where the steps stand when nobody placed them: top to bottom, no overlaps. Pure.
import { Graph as Dagre, layout } from "@dagrejs/dagre";
import { type DrawnGraph, type DrawnNode, nodeSize, type PortsOf, type Position } from "@/server/graphs/shape";

/** The same graph with every position set anew: groups stay together, notes beside the step they stood nearest to. */
export function layoutDrawing<Node extends DrawnNode, Graph extends DrawnGraph<Node>>(
  draft: Graph & DrawnGraph<Node>,
  portsOf: PortsOf<Node>,
): Graph {
  const groups = draft.groups ?? [];
  const graph = new Dagre({ multigraph: true, compound: groups.length > 0 });
  graph.setGraph({ rankdir: "TB", nodesep: 48, ranksep: 64, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of draft.nodes) graph.setNode(node.id, { ...nodeSize });
  for (const group of groups) {
    const frame = `group ${group.id}`;
    graph.setNode(frame, {});
    for (const id of group.nodeIds) if (graph.hasNode(id)) graph.setParent(id, frame);
  }
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
  const notes = draft.notes?.map((note) => ({ ...note, position: followed(note.position, draft.nodes, nodes) }));
  return { ...draft, nodes, ...(notes && { notes }) };
}

type Place = { id: string; position: Position };

/** Where something stands after the step nearest to it has moved. */
function followed(at: Position, before: Place[], after: Place[]): Position {
  const distance = ({ position }: Place) => Math.hypot(position.x - at.x, position.y - at.y);
  const nearest = before.reduce<Place | undefined>(
    (best, node) => (best && distance(best) <= distance(node) ? best : node),
    undefined,
  );
  const moved = nearest && after.find((node) => node.id === nearest.id);
  if (!nearest || !moved) return at;
  return {
    x: Math.round(at.x + moved.position.x - nearest.position.x),
    y: Math.round(at.y + moved.position.y - nearest.position.y),
  };
}
