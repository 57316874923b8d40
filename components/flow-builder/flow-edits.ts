// How a conversation is edited in the builder. Pure.
import type { GraphEdits } from "@/components/graph-builder/editing/graph-edits";
import {
  addNode,
  connect,
  copyNodes,
  deleteNodes,
  disconnect,
  duplicateNodes,
  moveAlong,
  moveNodes,
  nodeById,
  pasteNodes,
  placeAfter,
  updateNode,
} from "@/server/flows/graph/edits";
import { portsOf } from "@/server/flows/graph/ports";
import { draftFlow } from "@/server/flows/graph/schema";

const steps = draftFlow.pick({ nodes: true, edges: true, groups: true, notes: true });

export const flowEdits: GraphEdits = {
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
  clipboardFormat: "duelane-conversation-steps",
  readSteps: (value) => steps.safeParse(value).data,
};
