"use client";

import {
  Background,
  type Connection,
  type Edge,
  MarkerType,
  MiniMap,
  type Node,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "@/components/journey-builder/canvas/canvas.css";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { draggedKind } from "@/components/journey-builder/canvas/palette";
import { StepNode } from "@/components/journey-builder/canvas/step-node";
import { WayEdge } from "@/components/journey-builder/canvas/way-edge";
import type { Editor } from "@/components/journey-builder/editing/use-editor";
import { stepLooks } from "@/components/journey-builder/step-kinds";
import { Button } from "@/components/ui/button";
import * as edits from "@/server/journeys/graph/edits";
import { nodeSize } from "@/server/journeys/graph/layout";
import { type NodeKind, nodeKinds } from "@/server/journeys/graph/schema";
import { type FlowEdge, type StepData, toFlow } from "@/server/journeys/graph/to-flow";

type CanvasNode = Node<StepData, NodeKind>;
type CanvasEdge = Edge<FlowEdge["data"], "way">;

const nodeTypes = Object.fromEntries(nodeKinds.map((kind) => [kind, StepNode]));
const edgeTypes = { way: WayEdge };
const arrow = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted-foreground)" };
const readable = 0.65;
const fit = { padding: 0.15, maxZoom: 1 };

/** The journey drawn: a projection of the graph; what is done here becomes an edit of it. `fitKey` fits anew when it changes. */
export default function Canvas(props: { editor: Editor; fitKey: number }) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ editor, fitKey }: { editor: Editor; fitKey: number }) {
  const t = useTranslations("journeys");
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const { graph, problems, selected, readOnly, edit, select, openMenu } = editor;
  const [dragged, setDragged] = useState<Record<string, { x: number; y: number }>>({});
  const frame = useRef<HTMLDivElement>(null);
  const kept = useRef(new Map<string, CanvasNode>());
  const keptEdges = useRef(new Map<string, CanvasEdge>());

  const projected = useMemo(() => toFlow(graph, { selected, problems }), [graph, selected, problems]);
  const nodes = useMemo(() => {
    const next = projected.nodes.map((node) => keepIfSame(kept.current.get(node.id), node, dragged[node.id]));
    kept.current = new Map(next.map((node) => [node.id, node]));
    return next;
  }, [projected, dragged]);
  const edges = useMemo(() => {
    const next = projected.edges.map((edge) => keepEdgeIfSame(keptEdges.current.get(edge.id), edge));
    keptEdges.current = new Map(next.map((edge) => [edge.id, edge]));
    return next;
  }, [projected]);

  useEffect(() => {
    if (fitKey === 0) return;
    const drawn = requestAnimationFrame(() => void flow.fitView(fit));
    return () => cancelAnimationFrame(drawn);
  }, [fitKey, flow]);

  const only = selected.size === 1 ? [...selected][0] : undefined;
  useEffect(() => {
    if (only) bringIntoView(flow, frame.current, only);
  }, [only, flow]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const picks = changes.filter((change) => change.type === "select");
      if (picks.length > 0) select(applySelection(selected, picks));
      const moves = changes.flatMap((change) =>
        change.type === "position" && change.position ? [[change.id, change.position] as const] : [],
      );
      if (moves.length === 0) return;
      const done = changes.every((change) => change.type !== "position" || !change.dragging);
      if (!done) return setDragged((current) => ({ ...current, ...Object.fromEntries(moves) }));
      setDragged({});
      edit((current) => edits.moveNodes(current, rounded(moves)), "move");
    },
    [edit, select, selected],
  );

  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, connection) => {
      if (connection.isValid || !connection.fromNode || !connection.fromHandle?.id || connection.toNode) return;
      if (connection.fromHandle.type !== "source") return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point) return;
      const at = { x: point.clientX, y: point.clientY };
      const position = flow.screenToFlowPosition(at);
      openMenu({ place: { from: connection.fromNode.id, port: connection.fromHandle.id }, at, position });
    },
    [flow, openMenu],
  );

  function onDrop(event: DragEvent) {
    const kind = draggedKind(event.dataTransfer);
    if (!kind || readOnly) return;
    event.preventDefault();
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const edgeId = under.map((element) => element.closest(".react-flow__edge")?.getAttribute("data-id")).find(Boolean);
    const middle = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const position = { x: Math.round(middle.x - nodeSize.width / 2), y: Math.round(middle.y - nodeSize.height / 2) };
    edit((current) => {
      const added = edits.addNode(current, kind, edgeId ? { edgeId } : { position });
      return { graph: added.graph, select: [added.id] };
    });
  }

  return (
    <ReactFlow<CanvasNode, CanvasEdge>
      ref={frame}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) => {
        const picks = changes.filter((change) => change.type === "select");
        if (picks.length > 0) select(applySelection(selected, picks));
      }}
      onConnect={(connection) => edit((current) => linked(current, connection))}
      onReconnect={(_old, connection) => edit((current) => linked(current, connection))}
      onConnectEnd={onConnectEnd}
      isValidConnection={(connection) => edits.nodeById(graph, connection.target)?.kind !== "start"}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      deleteKeyCode={null}
      multiSelectionKeyCode={["Meta", "Control", "Shift"]}
      onInit={() => showBeginning(flow, frame.current)}
      minZoom={0.1}
      maxZoom={1.75}
      onlyRenderVisibleElements={graph.nodes.length > 120}
      connectionRadius={32}
      aria-label={t("canvas")}
      ariaLabelConfig={{
        "node.a11yDescription.default": t("a11y.node"),
        "edge.a11yDescription.default": t("a11y.edge"),
      }}
    >
      <Background gap={20} color="var(--border)" />
      <MiniMap
        pannable
        zoomable
        className="hidden! md:block!"
        ariaLabel={t("minimap")}
        nodeColor={(node) => stepLooks[node.type as NodeKind].fill}
        nodeBorderRadius={8}
      />
      <div className="absolute bottom-3 left-3 z-10 flex flex-col rounded-md border bg-card shadow-xs">
        <Button variant="ghost" size="icon" aria-label={t("zoomIn")} onClick={() => flow.zoomIn()}>
          <ZoomIn />
        </Button>
        <Button variant="ghost" size="icon" aria-label={t("zoomOut")} onClick={() => flow.zoomOut()}>
          <ZoomOut />
        </Button>
        <Button variant="ghost" size="icon" aria-label={t("zoomFit")} onClick={() => flow.fitView(fit)}>
          <Maximize />
        </Button>
      </div>
    </ReactFlow>
  );
}

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>;

/** All of a short journey; of a long one its beginning, large enough to read. */
function showBeginning(flow: Flow, frame: HTMLElement | null) {
  const nodes = flow.getNodes();
  const start = nodes.find((node) => node.type === "start") ?? nodes[0];
  const box = frame?.getBoundingClientRect();
  if (!start || !box) return;
  const bounds = flow.getNodesBounds(nodes);
  const zoom = Math.min(box.width / (bounds.width + 80), box.height / (bounds.height + 80));
  if (zoom >= readable) return void flow.fitView(fit);
  const middle = start.position.x + nodeSize.width / 2;
  void flow.setViewport({ x: box.width / 2 - middle * 0.8, y: 32 - start.position.y * 0.8, zoom: 0.8 });
}

/** Pans to a step that was selected elsewhere and cannot be seen. */
function bringIntoView(flow: Flow, frame: HTMLElement | null, id: string) {
  const node = flow.getNode(id);
  const box = frame?.getBoundingClientRect();
  if (!node || !box) return;
  const { x, y, zoom } = flow.getViewport();
  const left = node.position.x * zoom + x;
  const top = node.position.y * zoom + y;
  const seen =
    left >= 0 && top >= 0 && left + nodeSize.width * zoom <= box.width && top + nodeSize.height * zoom <= box.height;
  if (seen) return;
  const centre = { x: node.position.x + nodeSize.width / 2, y: node.position.y + nodeSize.height / 2 };
  void flow.setCenter(centre.x, centre.y, { zoom: Math.max(zoom, readable), duration: 200 });
}

function linked(graph: Editor["graph"], connection: Connection) {
  if (!connection.sourceHandle) return graph;
  return edits.connect(graph, connection.source, connection.sourceHandle, connection.target);
}

function rounded(moves: (readonly [string, { x: number; y: number }])[]) {
  return Object.fromEntries(moves.map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

function applySelection(selected: ReadonlySet<string>, changes: { id: string; selected: boolean }[]): string[] {
  const next = new Set(selected);
  for (const change of changes) {
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return [...next];
}

/** The old object where nothing about the step changed, so that it is not drawn again; `measured` keeps its handles known. */
function keepIfSame(
  old: CanvasNode | undefined,
  next: CanvasNode,
  at: { x: number; y: number } | undefined,
): CanvasNode {
  const position = at ?? next.position;
  const same =
    old &&
    old.data.node === next.data.node &&
    old.selected === next.selected &&
    old.data.problems === next.data.problems &&
    old.data.openPorts.join() === next.data.openPorts.join() &&
    old.position.x === position.x &&
    old.position.y === position.y;
  return same ? old : { ...next, position, measured: nodeSize };
}

/** The same for a connection: typing in one step's text draws no other anew. */
function keepEdgeIfSame(old: CanvasEdge | undefined, next: FlowEdge): CanvasEdge {
  const same =
    old?.data &&
    old.data.from === next.data.from &&
    old.data.lane === next.data.lane &&
    old.data.port === next.data.port &&
    old.target === next.target &&
    old.selected === next.selected;
  return same ? old : { ...next, markerEnd: arrow, reconnectable: "target" };
}
