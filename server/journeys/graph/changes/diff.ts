// What is different between two graphs of a journey: as between any two graphs, and the signals that it ends on. Pure.
import { type NodeChange as Changed, type DrawingDiff, diffDrawings, unionDrawing } from "@/server/graphs/diff";
import { bodyToText, isBody } from "@/server/journeys/graph/message-text";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode, SignalKind } from "@/server/journeys/graph/schema";

export type NodeChange = Changed<DraftNode>;
export type GraphDiff = DrawingDiff<DraftNode> & { leaveOn: { added: SignalKind[]; removed: SignalKind[] } };

const asText = (value: unknown) => (isBody(value) ? bodyToText(value) : undefined);

/** Everything that is different in `after`. */
export function diffGraphs(before: DraftGraph, after: DraftGraph): GraphDiff {
  return {
    ...diffDrawings(before, after, asText),
    leaveOn: {
      added: after.leaveOn.filter((signal) => !before.leaveOn.includes(signal)),
      removed: before.leaveOn.filter((signal) => !after.leaveOn.includes(signal)),
    },
  };
}

/** Whether both run the same. */
export function runsTheSame(diff: GraphDiff): boolean {
  const { nodes, edges, leaveOn } = diff;
  return [nodes, edges.added, edges.removed, leaveOn.added, leaveOn.removed].every((list) => list.length === 0);
}

/** Both graphs in one, so that what is gone can be seen beside what is there; laid out anew where they would overlap. */
export function unionGraph(before: DraftGraph, after: DraftGraph): DraftGraph {
  return unionDrawing(before, after, portsOf);
}
