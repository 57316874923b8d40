// What happens next to one debtor in one journey. Pure and total over validated graphs: each call ends in one touch
// to be judged, one wait, one exit, or, for a graph that was never validated, parked.
import type { ExecutableGraph, SignalKind } from "@/server/journeys/graph/schema";
import { behaviourOf } from "@/server/journeys/interpreter/behaviours";
import { type EnrollmentFacts, settled } from "@/server/journeys/interpreter/facts";
import type { Answer, EnrollmentState, Input, Step } from "@/server/journeys/interpreter/state";
import { Walk } from "@/server/journeys/interpreter/walk";

export { initialState } from "@/server/journeys/interpreter/state";

/** The outcome of leaving by a signal. */
function leaveOutcome(signal: SignalKind): string {
  return signal === "paid_in_full" ? "paid" : signal;
}

/** Reads one input and walks to the next touch, wait or exit. */
export function advance(
  graph: ExecutableGraph,
  state: EnrollmentState,
  facts: EnrollmentFacts,
  input: Input,
  now: Date,
): Step {
  if (state.status === "done") return { state, commands: [], effects: [], events: [] };
  const walk = new Walk(graph, state, facts, now);
  if (input.kind === "signal" && graph.leaveOn.includes(input.signal)) {
    walk.events.push({ ...signalled(input), nodeId: state.node, taken: true });
    return walk.leave(leaveOutcome(input.signal));
  }
  if (settled(facts)) return walk.leave("paid");
  if (input.kind === "signal") return hear(walk, input);
  if (input.kind === "verdict") return judge(walk, input);
  if (input.kind === "answer") return answer(walk, input);
  return wake(walk);
}

function signalled({ signal, data }: Extract<Input, { kind: "signal" }>) {
  const event = signal === "api_event" && typeof data?.event === "string" ? { event: data.event } : {};
  return { kind: "signalled" as const, signal, ...event };
}

function hear(walk: Walk, input: Extract<Input, { kind: "signal" }>): Step {
  const { node, state } = walk;
  const port = state.status === "waiting" && node ? behaviourOf(node).hears?.(node, input) : undefined;
  walk.events.push({ ...signalled(input), nodeId: state.node, taken: port !== undefined });
  const undone = notMade(walk, input);
  if (undone) {
    if (state.status === "waiting" && node) behaviourOf(node).abandon?.(walk, node);
    return again(walk, undone);
  }
  return port === undefined ? wake(walk) : walk.go(port);
}

function judge(walk: Walk, input: Extract<Input, { kind: "verdict" }>): Step {
  const { node, state } = walk;
  if (state.status !== "awaiting_verdict") return wake(walk);
  const visit = walk.visitOf(state.node);
  walk.events.push({ kind: "answered", nodeId: state.node, visit, verdict: input.verdict, code: input.code });
  if (input.verdict === "defer") return walk.wait(input.until ?? walk.now, { by: "policy", code: input.code });
  if (input.verdict === "allow") walk.state = { ...state, last: { nodeId: state.node, visit } };
  return (node && behaviourOf(node).judged?.(walk, node, input.verdict)) ?? walk.go("next");
}

/** What came back to a step that still waits for it; anything else changes nothing. */
function answer(walk: Walk, input: Answer): Step {
  const { node, state } = walk;
  const awaited =
    state.status === "waiting" && state.node === input.nodeId && walk.visitOf(input.nodeId) === input.visit;
  return (awaited && node && behaviourOf(node).answered?.(walk, node, input)) || wake(walk);
}

/** Goes on where it stands: a wait that is not over stays a wait. */
function wake(walk: Walk): Step {
  const { node, state } = walk;
  if (!node) return walk.park("node_missing");
  if (state.status === "at_node") return walk.enter(state.node);
  if (state.until !== undefined && Date.parse(state.until) > walk.now.getTime()) return walk.rest(state.until);
  return behaviourOf(node).wake?.(walk, node) ?? walk.go("next");
}

/** A signal that cancelled the touch made last undoes its step, so that it is decided anew on what is still owed. */
function notMade(walk: Walk, input: Extract<Input, { kind: "signal" }>): string | undefined {
  const { last } = walk.state;
  const cancelled = input.data?.cancelled ?? [];
  if (!last || !cancelled.some((touch) => touch.nodeId === last.nodeId && touch.visit === last.visit)) return undefined;
  for (const touch of cancelled) walk.events.push({ kind: "not_made", nodeId: touch.nodeId, visit: touch.visit });
  return cancelled[0]?.nodeId;
}

function again(walk: Walk, nodeId: string): Step {
  const step = walk.stepOf(nodeId);
  return (step && behaviourOf(step).again?.(walk, step)) ?? walk.enter(nodeId);
}
