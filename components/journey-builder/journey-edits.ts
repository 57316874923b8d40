// How a journey is edited in the builder. Pure.
import type { GraphEdits } from "@/components/graph-builder/editing/graph-edits";
import { copyNodes, duplicateNodes, pasteNodes } from "@/server/journeys/graph/edits/clipboard";
import {
  addNode,
  connect,
  deleteNodes,
  disconnect,
  moveAlong,
  moveNodes,
  nodeById,
  placeAfter,
  updateNode,
} from "@/server/journeys/graph/edits/edits";
import { portsOf } from "@/server/journeys/graph/ports";
import { draftGraph } from "@/server/journeys/graph/schema";

const steps = draftGraph.pick({ nodes: true, edges: true, groups: true, notes: true });

export const journeyEdits: GraphEdits = {
  portsOf,
  nodeById,
  addNode,
  placeAfter,
  connect,
  disconnect,
  moveNodes,
  moveAlong,
  updateNode,
  deleteNodes,
  duplicateNodes,
  copyNodes,
  pasteNodes,
  clipboardFormat: "duelane-steps",
  readSteps: (value) => steps.safeParse(value).data,
};
