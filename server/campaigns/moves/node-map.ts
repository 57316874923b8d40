// Where people inside a journey go when they are moved to another version of it. Pure.
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";

/** Old step → new step; a step without one keeps its debtors on the old version. */
export type NodeMap = Readonly<Record<string, string>>;

/** By id: a step that is still there keeps its debtors. */
export function proposedMap(from: ExecutableGraph, to: ExecutableGraph): NodeMap {
  const there = new Set(to.nodes.map((node) => node.id));
  return Object.fromEntries(from.nodes.filter(({ id }) => there.has(id)).map(({ id }) => [id, id]));
}

/** What cannot be followed in a map: steps that neither version has, and exits, where nobody stands. */
export function wrongInMap(map: NodeMap, from: ExecutableGraph, to: ExecutableGraph): string[] {
  const old = new Set(from.nodes.map((node) => node.id));
  const resting = new Set(to.nodes.filter((node) => node.kind !== "exit" && node.kind !== "start").map(({ id }) => id));
  const starts = new Set(to.nodes.filter((node) => node.kind === "start").map(({ id }) => id));
  return Object.entries(map).flatMap(([before, after]) =>
    old.has(before) && (resting.has(after) || starts.has(after)) ? [] : [before],
  );
}

/**
 * The state as it is in the new version, or null where its step goes nowhere. At a step of the same kind a wait goes on as it
 * was; at one of another kind the step begins anew, now. What was done before counts as done wherever the step is still there,
 * so that nothing is sent again.
 */
export function movedState(
  state: EnrollmentState,
  map: NodeMap,
  from: ExecutableGraph,
  to: ExecutableGraph,
): { state: EnrollmentState; dueNow: boolean } | null {
  const node = map[state.node];
  if (node === undefined) return null;
  const kindOf = (graph: ExecutableGraph, id: string) => graph.nodes.find((each) => each.id === id)?.kind;
  const rename = (id: string) => map[id] ?? id;
  const visits: Record<string, number> = {};
  for (const [id, count] of Object.entries(state.visits)) {
    const name = rename(id);
    visits[name] = Math.max(visits[name] ?? 0, count);
  }
  const last = state.last && { ...state.last, nodeId: rename(state.last.nodeId) };
  const same = kindOf(from, state.node) === kindOf(to, node);
  const { attempt, until, ...kept } = state;
  if (same) return { state: { ...state, node, visits, ...(last && { last }) }, dueNow: false };
  return { state: { ...kept, node, visits, ...(last && { last }), status: "at_node" }, dueNow: true };
}
