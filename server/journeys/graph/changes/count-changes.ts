// How many steps a change of the graph touched, for lists and for the audit log. Pure.
import { z } from "zod";
import { type ChangeKind, countsOf } from "@/server/graphs/diff";
import { diffGraphs } from "@/server/journeys/graph/changes/diff";
import { type DraftGraph, nodeKinds } from "@/server/journeys/graph/schema";

const stepsMax = 50;

/** What the audit entry of a saved draft says: which steps, never what stands in them. */
export const draftChange = z.object({
  steps: z.array(
    z.object({ id: z.string(), kind: z.enum(nodeKinds), change: z.enum(["added", "removed", "changed"]) }),
  ),
  stepCount: z.number().int(),
  connections: z.number().int(),
  leaveOn: z.boolean(),
});
export type DraftChange = z.infer<typeof draftChange>;

/** Which steps differ; of very many the first, and how many there are. */
export function changedSteps(before: DraftGraph, after: DraftGraph): DraftChange {
  const diff = diffGraphs(before, after);
  const steps = diff.nodes.flatMap(({ id, kind: change, before: old, after: fresh }) => {
    const kind = (fresh ?? old)?.kind;
    return kind ? [{ id, kind, change }] : [];
  });
  return {
    steps: steps.slice(0, stepsMax),
    stepCount: steps.length,
    connections: diff.edges.added.length + diff.edges.removed.length,
    leaveOn: diff.leaveOn.added.length + diff.leaveOn.removed.length > 0,
  };
}

export type ChangeCounts = Record<ChangeKind, number>;

/** How many steps were added, removed and changed. */
export function countChanges(before: DraftGraph, after: DraftGraph): ChangeCounts {
  return countsOf(diffGraphs(before, after));
}
