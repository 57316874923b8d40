import type { ReactFlowInstance } from "@xyflow/react";
import type { CanvasEdge, CanvasItem } from "@/components/graph-builder/canvas/use-canvas-items";
import { nodeSize } from "@/server/graphs/shape";

type Flow = ReactFlowInstance<CanvasItem, CanvasEdge>;

export const fit = { padding: 0.15, maxZoom: 1 };
const readable = 0.65;

/** All of a short graph; of a long one its beginning, large enough to read. */
export function showBeginning(flow: Flow, frame: HTMLElement | null) {
  const nodes = flow.getNodes();
  const start = nodes.find((node) => "node" in node.data && node.data.node.kind === "start") ?? nodes[0];
  const box = frame?.getBoundingClientRect();
  if (!start || !box) return;
  const bounds = flow.getNodesBounds(nodes);
  const zoom = Math.min(box.width / (bounds.width + 80), box.height / (bounds.height + 80));
  if (zoom >= readable) return void flow.fitView(fit);
  const middle = start.position.x + nodeSize.width / 2;
  void flow.setViewport({ x: box.width / 2 - middle * 0.8, y: 32 - start.position.y * 0.8, zoom: 0.8 });
}

/** Pans to something that was selected elsewhere and cannot be seen. */
export function bringIntoView(flow: Flow, frame: HTMLElement | null, id: string) {
  const node = flow.getNode(id);
  const box = frame?.getBoundingClientRect();
  if (!node || !box) return;
  const { x, y, zoom } = flow.getViewport();
  const { width = nodeSize.width, height = nodeSize.height } = node;
  const left = node.position.x * zoom + x;
  const top = node.position.y * zoom + y;
  const seen = left >= 0 && top >= 0 && left + width * zoom <= box.width && top + height * zoom <= box.height;
  if (seen) return;
  const centre = { x: node.position.x + width / 2, y: node.position.y + height / 2 };
  void flow.setCenter(centre.x, centre.y, { zoom: Math.max(zoom, readable), duration: 200 });
}
