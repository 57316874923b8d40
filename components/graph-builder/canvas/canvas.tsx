"use client";

import {
  Background,
  type Connection,
  MiniMap,
  type OnConnectEnd,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "@/components/graph-builder/canvas/canvas.css";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type DragEvent, useCallback, useEffect, useRef } from "react";
import { FrameNode } from "@/components/graph-builder/canvas/frame-node";
import { NoteNode } from "@/components/graph-builder/canvas/note-node";
import { draggedKind } from "@/components/graph-builder/canvas/palette";
import { StepNode } from "@/components/graph-builder/canvas/step-node";
import {
  applySelection,
  type CanvasEdge,
  type CanvasItem,
  useCanvasItems,
} from "@/components/graph-builder/canvas/use-canvas-items";
import { bringIntoView, fit, showBeginning } from "@/components/graph-builder/canvas/viewport";
import { WayEdge } from "@/components/graph-builder/canvas/way-edge";
import type { GraphEdits } from "@/components/graph-builder/editing/graph-edits";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { Kit } from "@/components/graph-builder/kit";
import { Button } from "@/components/ui/button";
import { addNote, noteSize } from "@/server/graphs/annotations";
import type { ChangeKind } from "@/server/graphs/diff";
import { nodeSize } from "@/server/graphs/shape";

const nodeTypes = { step: StepNode, frame: FrameNode, note: NoteNode };
const edgeTypes = { way: WayEdge };
/** Below, a step is too small to be read: it is drawn as a block of its kind's colour, so that hundreds move smoothly. */
const READABLE_ZOOM = 0.3;
const multiSelectionKeys = ["Meta", "Control", "Shift"];

/** The graph drawn: a projection; what is done here becomes an edit of it. `fitKey` fits anew when it changes. */
export default function Canvas(props: {
  editor: Editor;
  changes?: ReadonlyMap<string, ChangeKind>;
  /** The step to be lit. */
  lit?: string;
  fitKey: number;
}) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ editor, changes, lit, fitKey }: ComponentProps<typeof Canvas>) {
  const t = useTranslations("builder");
  const flow = useReactFlow<CanvasItem, CanvasEdge>();
  const { graph, selected, readOnly, edit, select, openMenu, kit } = editor;
  const { edits } = kit;
  const frame = useRef<HTMLDivElement>(null);
  const { items, edges, onItemsChange } = useCanvasItems(editor, changes, lit);
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < READABLE_ZOOM);

  useEffect(() => {
    if (fitKey === 0) return;
    const drawn = requestAnimationFrame(() => void flow.fitView(fit));
    return () => cancelAnimationFrame(drawn);
  }, [fitKey, flow]);

  const only = selected.size === 1 ? [...selected][0] : undefined;
  useEffect(() => {
    if (only) bringIntoView(flow, frame.current, only);
  }, [only, flow]);

  useEffect(() => {
    if (lit) bringIntoView(flow, frame.current, lit);
  }, [lit, flow]);

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
    const dropped = draggedKind(event.dataTransfer, kit.offered);
    if (!dropped || readOnly) return;
    event.preventDefault();
    const middle = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const placed = (size: typeof nodeSize) => ({
      x: Math.round(middle.x - size.width / 2),
      y: Math.round(middle.y - size.height / 2),
    });
    if (dropped === "note") return edit((current) => selecting(addNote(current, placed(noteSize))));
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const edgeId = under.map((element) => element.closest(".react-flow__edge")?.getAttribute("data-id")).find(Boolean);
    edit((current) => selecting(edits.addNode(current, dropped, edgeId ? { edgeId } : { position: placed(nodeSize) })));
  }

  return (
    <ReactFlow<CanvasItem, CanvasEdge>
      ref={frame}
      className={isFar ? "is-far" : undefined}
      nodes={items}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onItemsChange}
      onEdgesChange={(changed) => {
        const picks = changed.filter((change) => change.type === "select");
        if (picks.length > 0) select(applySelection(selected, picks));
      }}
      onConnect={(connection) => edit((current) => linked(edits, current, connection))}
      onReconnect={(_old, connection) => edit((current) => linked(edits, current, connection))}
      onConnectEnd={onConnectEnd}
      isValidConnection={(connection) => edits.nodeById(graph, connection.target)?.kind !== "start"}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      deleteKeyCode={null}
      multiSelectionKeyCode={multiSelectionKeys}
      elevateNodesOnSelect={false}
      onInit={() => showBeginning(flow, frame.current)}
      minZoom={0.01}
      maxZoom={1.75}
      onlyRenderVisibleElements={graph.nodes.length > 120}
      connectionRadius={32}
      aria-label={t("canvas")}
      ariaLabelConfig={{
        "node.a11yDescription.default": t("a11y.node"),
        "edge.a11yDescription.default": t("a11y.edge"),
      }}
    >
      {!isFar && <Background gap={20} color="var(--border)" />}
      <MiniMap<CanvasItem>
        pannable
        zoomable
        className="hidden! md:block!"
        ariaLabel={t("minimap", { thing: kit.thing })}
        nodeColor={(item) => minimapColor(kit, item)}
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

function minimapColor(kit: Kit, item: CanvasItem): string {
  if (item.type === "frame") return "var(--muted)";
  if (item.type === "note") return "var(--warning-soft)";
  return "node" in item.data ? kit.look(item.data.node.kind).fill : "var(--muted)";
}

const selecting = ({ graph, id }: { graph: Editor["graph"]; id: string }) => ({ graph, select: [id] });

function linked(edits: GraphEdits, graph: Editor["graph"], connection: Connection) {
  if (!connection.sourceHandle) return graph;
  return edits.connect(graph, connection.source, connection.sourceHandle, connection.target);
}
