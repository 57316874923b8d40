// The graph as React Flow draws it: a projection, never a second truth. Pure.

import { groupBox, noteSize } from "@/server/graphs/annotations";
import type { ChangeKind } from "@/server/graphs/diff";
import { lanesOf } from "@/server/graphs/lanes";
import { type DrawnGraph, type DrawnNode, nodeSize, type PortsOf } from "@/server/graphs/shape";
import type { Problem } from "@/server/graphs/structure";

/** Types, not interfaces, as React Flow asks of a node's data. */
export type StepData = {
  node: DrawnNode;
  ports: string[];
  openPorts: string[];
  problems: number;
  change: ChangeKind | undefined;
  isLit: boolean;
};
export type FlowNode = {
  id: string;
  type: "step";
  position: { x: number; y: number };
  data: StepData;
  selected: boolean;
  deletable: boolean;
  width: number;
  height: number;
};
/** The frame of a group, and a note: drawn like nodes, but nothing of them runs. */
export type FlowFrame = {
  id: string;
  type: "frame";
  position: { x: number; y: number };
  data: { title: string; count: number };
  selected: boolean;
  width: number;
  height: number;
};
export type FlowNote = {
  id: string;
  type: "note";
  position: { x: number; y: number };
  data: { text: string };
  selected: boolean;
  width: number;
  height: number;
};
export type FlowEdge = {
  id: string;
  type: "way";
  source: string;
  sourceHandle: string;
  target: string;
  selected: boolean;
  /** `lane`: the x beside the steps that it passes, where it cannot run straight. */
  data: {
    port: string;
    from: DrawnNode;
    labelled: boolean;
    isCrowded: boolean;
    lane: number | undefined;
    change: ChangeKind | undefined;
  };
};

/** How many ways out of a step can be named under it. */
const sideBySideMax = 4;

/** Nodes and edges for the canvas, with what is selected and what is wrong marked on them. */
export function toFlow<Node extends DrawnNode>(
  graph: DrawnGraph<Node>,
  marks: {
    selected: ReadonlySet<string>;
    problems: readonly Problem[];
    changes?: ReadonlyMap<string, ChangeKind>;
    lit?: string;
  },
  portsOf: PortsOf<Node>,
): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const counts = new Map<string, number>();
  for (const { nodeId } of marks.problems) if (nodeId) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  const used = new Set(graph.edges.map((edge) => `${edge.from}\n${edge.port}`));
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodes = graph.nodes.map((node): FlowNode => {
    const ports = portsOf(node);
    const openPorts = ports.filter((port) => !used.has(`${node.id}\n${port}`));
    return {
      id: node.id,
      type: "step",
      position: node.position,
      data: {
        node,
        ports,
        openPorts,
        problems: counts.get(node.id) ?? 0,
        change: marks.changes?.get(node.id),
        isLit: node.id === marks.lit,
      },
      selected: marks.selected.has(node.id),
      deletable: node.kind !== "start",
      ...nodeSize,
    };
  });
  const lanes = lanesOf(graph, portsOf);
  const edges = graph.edges.flatMap((edge): FlowEdge[] => {
    const from = byId.get(edge.from);
    if (!from || !byId.has(edge.to)) return [];
    const ports = portsOf(from);
    return [
      {
        id: edge.id,
        type: "way",
        source: edge.from,
        sourceHandle: edge.port,
        target: edge.to,
        selected: marks.selected.has(edge.id),
        data: {
          port: edge.port,
          from,
          labelled: ports.length > 1,
          isCrowded: ports.length > sideBySideMax,
          lane: lanes.get(edge.id),
          change: marks.changes?.get(edge.id),
        },
      },
    ];
  });
  return { nodes, edges };
}

/** Frames and notes for the canvas; `at`: where things are while they are dragged. */
export function annotationsToFlow(
  graph: DrawnGraph,
  selected: ReadonlySet<string>,
  at: Readonly<Record<string, { x: number; y: number }>> = {},
): { frames: FlowFrame[]; notes: FlowNote[] } {
  const frames = (graph.groups ?? []).flatMap((group): FlowFrame[] => {
    const box = groupBox(graph, group, at);
    if (!box) return [];
    const { x, y, ...size } = box;
    const data = { title: group.title, count: group.nodeIds.length };
    return [{ id: group.id, type: "frame", position: { x, y }, data, selected: selected.has(group.id), ...size }];
  });
  const notes = (graph.notes ?? []).map(
    (note): FlowNote => ({
      id: note.id,
      type: "note",
      position: at[note.id] ?? note.position,
      data: { text: note.text },
      selected: selected.has(note.id),
      ...noteSize,
    }),
  );
  return { frames, notes };
}
