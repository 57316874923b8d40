// The edits of a journey: those of every graph, and of the signals that it ends on. Pure.
import { editsOf } from "@/server/graphs/edits";
import { newNode } from "@/server/journeys/graph/edits/new-node";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode, SignalKind } from "@/server/journeys/graph/schema";

export const { nodeById, addNode, placeAfter, connect, disconnect, moveNodes, moveAlong, updateNode, deleteNodes } =
  editsOf<DraftNode, DraftGraph>({ portsOf, newNode });

/** Sets on which signals the journey ends. */
export function setLeaveOn(graph: DraftGraph, leaveOn: SignalKind[]): DraftGraph {
  return { ...graph, leaveOn };
}
