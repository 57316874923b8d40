"use client";

import { type Edge, MarkerType, type Node, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { ChangeKind } from "@/server/graphs/diff";
import { sameValue } from "@/server/graphs/same-value";
import { nodeSize } from "@/server/graphs/shape";
import { annotationsToFlow, type FlowEdge, type FlowNote, type StepData, toFlow } from "@/server/graphs/to-flow";

export type StepItem = Node<StepData, "step">;
export type FrameItem = Node<{ title: string; count: number }, "frame">;
export type NoteItem = Node<FlowNote["data"], "note">;
export type CanvasItem = StepItem | FrameItem | NoteItem;
export type CanvasEdge = Edge<FlowEdge["data"], "way">;

type Places = Record<string, { x: number; y: number }>;

const arrow = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted-foreground)" };

/**
 * The graph as React Flow's items. An item that did not change is the object it was, so that typing in one step or
 * dragging it draws no other anew. While something is dragged its place is kept here; letting go is one edit.
 */
export function useCanvasItems(
  editor: Editor,
  changes: ReadonlyMap<string, ChangeKind> | undefined,
  lit: string | undefined,
) {
  const { graph, problems, selected, edit, select } = editor;
  const { edits } = editor.kit;
  const [dragged, setDragged] = useState<Places>({});
  const kept = useRef(new Map<string, CanvasItem>());
  const keptEdges = useRef(new Map<string, CanvasEdge>());

  const projected = useMemo(
    () => toFlow(graph, { selected, problems, changes, lit }, edits.portsOf),
    [graph, selected, problems, changes, lit, edits],
  );
  const items = useMemo(() => {
    const { frames, notes } = annotationsToFlow(graph, selected, dragged);
    const next = [
      ...frames.map((frame) => keepFrame(kept.current.get(frame.id), frame)),
      ...projected.nodes.map((node) => keepStep(kept.current.get(node.id), node, dragged[node.id])),
      ...notes.map((note) => keepFrame(kept.current.get(note.id), note)),
    ];
    kept.current = new Map(next.map((item) => [item.id, item]));
    return next;
  }, [projected, graph, selected, dragged]);
  const edges = useMemo(() => {
    const next = projected.edges.map((edge) => keepEdge(keptEdges.current.get(edge.id), edge));
    keptEdges.current = new Map(next.map((edge) => [edge.id, edge]));
    return next;
  }, [projected]);

  const onItemsChange = useCallback(
    (changed: NodeChange<CanvasItem>[]) => {
      const picks = changed.filter((change) => change.type === "select");
      if (picks.length > 0) select(applySelection(selected, picks));
      const moves = changed.flatMap((change) =>
        change.type === "position" && change.position ? [[change.id, change.position] as const] : [],
      );
      if (moves.length === 0) return;
      const places = placesAfter(graph, Object.fromEntries(moves));
      const done = changed.every((change) => change.type !== "position" || !change.dragging);
      if (!done) return setDragged((current) => ({ ...current, ...places }));
      setDragged({});
      edit((current) => edits.moveNodes(current, rounded(places)), "move");
    },
    [graph, edit, edits, select, selected],
  );
  return { items, edges, onItemsChange };
}

/** Where everything goes that moves: a frame takes its steps along. */
function placesAfter(graph: Editor["graph"], moves: Places): Places {
  const along: Places = {};
  for (const group of graph.groups ?? []) {
    const to = moves[group.id];
    const [frame] = to ? annotationsToFlow({ ...graph, groups: [group] }, new Set()).frames : [];
    if (!to || !frame) continue;
    for (const id of group.nodeIds) {
      const node = graph.nodes.find((candidate) => candidate.id === id);
      if (!node) continue;
      along[id] = { x: node.position.x + to.x - frame.position.x, y: node.position.y + to.y - frame.position.y };
    }
  }
  return { ...along, ...Object.fromEntries(Object.entries(moves).filter(([id]) => !isGroup(graph, id))) };
}

const isGroup = (graph: Editor["graph"], id: string) => graph.groups?.some((group) => group.id === id) ?? false;

function rounded(places: Places): Places {
  return Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]),
  );
}

/** The selection after React Flow's changes to it. */
export function applySelection(selected: ReadonlySet<string>, changes: { id: string; selected: boolean }[]): string[] {
  const next = new Set(selected);
  for (const change of changes) {
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return [...next];
}

/** `measured` keeps a step's handles known. */
function keepStep(
  old: CanvasItem | undefined,
  next: ReturnType<typeof toFlow>["nodes"][number],
  at: { x: number; y: number } | undefined,
): CanvasItem {
  const position = at ?? next.position;
  const data = old && "node" in old.data ? old.data : undefined;
  const same =
    old &&
    data &&
    data.node === next.data.node &&
    old.selected === next.selected &&
    data.problems === next.data.problems &&
    data.change === next.data.change &&
    data.isLit === next.data.isLit &&
    data.openPorts.join() === next.data.openPorts.join() &&
    old.position.x === position.x &&
    old.position.y === position.y;
  return same ? old : { ...next, position, measured: nodeSize };
}

/** Frames lie beneath the steps and are held by their title; between the steps the canvas shows through. */
const beneath = {
  zIndex: -1,
  dragHandle: ".frame-title",
  style: { pointerEvents: "none" },
  connectable: false,
} as const;

type Annotation = ReturnType<typeof annotationsToFlow>["frames" | "notes"][number];

function keepFrame(old: CanvasItem | undefined, next: Annotation): CanvasItem {
  const { width, height, position, data, selected } = next;
  const same =
    old &&
    old.selected === selected &&
    sameValue(
      { data: old.data, position: old.position, width: old.width, height: old.height },
      { data, position, width, height },
    );
  if (same) return old;
  const measured = { width, height };
  return next.type === "frame" ? { ...next, ...beneath, measured } : { ...next, measured, connectable: false };
}

/** The same for a connection. */
function keepEdge(old: CanvasEdge | undefined, next: FlowEdge): CanvasEdge {
  const same =
    old?.data &&
    old.data.from === next.data.from &&
    old.data.lane === next.data.lane &&
    old.data.port === next.data.port &&
    old.data.change === next.data.change &&
    old.target === next.target &&
    old.selected === next.selected;
  return same ? old : { ...next, markerEnd: arrow, reconnectable: "target" };
}
