// What is different between two flows: as between any two graphs, and what belongs to no step. Pure.
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";
import { type DrawingDiff, diffDrawings, unionDrawing } from "@/server/graphs/diff";
import { sameValue } from "@/server/graphs/same-value";

/** Everything that is different in the steps of `after` and how they are connected. */
export function diffFlows(before: DraftFlow, after: DraftFlow): DrawingDiff<DraftNode> {
  return diffDrawings(before, after);
}

/** Both flows in one, so that what is gone can be seen beside what is there. */
export function unionFlow(before: DraftFlow, after: DraftFlow): DraftFlow {
  return unionDrawing(before, after, portsOf);
}

/** Whether a call would be held otherwise by `after`; where its steps stand on the canvas is no matter. */
export function isHeldOtherwise(before: DraftFlow, after: DraftFlow): boolean {
  if (before === after) return false;
  const { nodes, edges } = diffFlows(before, after);
  return nodes.length + edges.added.length + edges.removed.length > 0 || hasOtherFrame(before, after);
}

/** Whether the languages or what is answered from anywhere differ. */
export function hasOtherFrame(before: DraftFlow, after: DraftFlow): boolean {
  return !sameValue(before.languages, after.languages) || !sameValue(before.routes, after.routes);
}
