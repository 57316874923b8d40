// What happens next to one debtor in one journey. Pure and total over validated graphs: each call ends in one touch
// to be judged, one wait, one exit, or, for a graph that was never validated, parked.
import type { Channel, Edge, ExecutableGraph, ExecutableNode, SignalKind } from "@/server/journeys/graph/schema";
import { holds } from "@/server/journeys/interpreter/conditions";
import { type EnrollmentFacts, settled } from "@/server/journeys/interpreter/facts";
import type {
  Command,
  EnrollmentState,
  HistoryEvent,
  Input,
  Step,
  TouchContent,
} from "@/server/journeys/interpreter/state";
import { addInZone } from "@/server/time/calendar";

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
  if (state.status === "done") return { state, commands: [], events: [] };
  const walk = new Walk(graph, state, facts, now);
  if (input.kind === "signal" && graph.leaveOn.includes(input.signal)) {
    walk.events.push({ kind: "signalled", signal: input.signal, nodeId: state.node, taken: true });
    return walk.leave(leaveOutcome(input.signal));
  }
  if (settled(facts)) return walk.leave("paid");
  if (input.kind === "signal") return walk.hear(input);
  if (input.kind === "verdict") return walk.judge(input);
  return walk.wake();
}

/** One call's walk: its own copy of the state and what it did. */
class Walk {
  readonly events: HistoryEvent[] = [];
  private state: EnrollmentState;
  private steps = 0;

  constructor(
    private readonly graph: ExecutableGraph,
    state: EnrollmentState,
    private readonly facts: EnrollmentFacts,
    private readonly now: Date,
  ) {
    this.state = state;
  }

  leave(outcome: string): Step {
    this.events.push({ kind: "left", nodeId: this.state.node, outcome });
    const { node, visits, last } = this.state;
    return this.end({ node, visits, last, status: "done", outcome }, { kind: "exit", outcome });
  }

  hear(input: Extract<Input, { kind: "signal" }>): Step {
    const node = indexOf(this.graph).nodes.get(this.state.node);
    const awaited =
      this.state.status === "waiting" && node?.kind === "wait_for_signal" && node.signals.includes(input.signal);
    this.events.push({ kind: "signalled", signal: input.signal, nodeId: this.state.node, taken: awaited });
    const undone = this.notMade(input);
    if (undone) return this.enter(undone);
    return awaited ? this.go(input.signal) : this.wake();
  }

  judge(input: Extract<Input, { kind: "verdict" }>): Step {
    const { node, visits } = this.state;
    if (this.state.status !== "awaiting_verdict") return this.wake();
    const visit = visits[node] ?? 1;
    this.events.push({ kind: "answered", nodeId: node, visit, verdict: input.verdict, code: input.code });
    if (input.verdict === "defer") return this.wait(input.until ?? this.now);
    if (input.verdict === "allow") this.state = { ...this.state, last: { nodeId: node, visit } };
    return this.go("next");
  }

  /** Goes on where it stands: a wait that is not over stays a wait. */
  wake(): Step {
    const { status, until, node } = this.state;
    if (status === "awaiting_verdict") return this.ask(node);
    if (status === "at_node") return this.enter(node);
    if (until !== undefined && Date.parse(until) > this.now.getTime()) {
      return this.end(this.state, { kind: "wait", until: new Date(until) });
    }
    const kind = indexOf(this.graph).nodes.get(node)?.kind;
    if (kind === "wait") return this.go("next");
    if (kind === "wait_for_signal") return this.go("timeout");
    return this.ask(node);
  }

  /** A signal that cancelled the touch made last undoes its step, so that it is decided anew on what is still owed. */
  private notMade(input: Extract<Input, { kind: "signal" }>): string | undefined {
    const { last } = this.state;
    const cancelled = input.data?.cancelled ?? [];
    if (!last || !cancelled.some((touch) => touch.nodeId === last.nodeId && touch.visit === last.visit)) return;
    for (const touch of cancelled) this.events.push({ kind: "not_made", nodeId: touch.nodeId, visit: touch.visit });
    return cancelled[0]?.nodeId;
  }

  private go(port: string): Step {
    const from = this.state.node;
    const edge = indexOf(this.graph).edges.get(edgeKey(from, port));
    if (!edge) return this.park("edge_missing");
    this.events.push({ kind: "went", from, port, to: edge.to });
    return this.enter(edge.to);
  }

  private enter(nodeId: string): Step {
    this.steps += 1;
    if (this.steps > this.graph.nodes.length) return this.park("endless");
    const { visits, last } = this.state;
    this.state = { node: nodeId, visits, last, status: "at_node" };
    const node = indexOf(this.graph).nodes.get(nodeId);
    if (!node) return this.park("node_missing");
    switch (node.kind) {
      case "start":
        return this.go("next");
      case "send_email":
      case "send_sms":
      case "place_call":
        this.state = { ...this.state, visits: { ...visits, [nodeId]: (visits[nodeId] ?? 0) + 1 } };
        return this.ask(nodeId);
      case "wait":
        return this.wait(addInZone(this.facts.zone, this.now, node.duration));
      case "wait_for_signal":
        return this.wait(addInZone(this.facts.zone, this.now, node.timeout));
      case "branch": {
        const path = node.paths.find(({ all }) => all.every((rule) => holds(rule, this.facts, this.now)));
        return this.go(path?.id ?? "else");
      }
      case "exit":
        return this.leave(node.outcome);
    }
  }

  private ask(nodeId: string): Step {
    const { visits, last } = this.state;
    const visit = visits[nodeId] ?? 1;
    const touch = touchOf(indexOf(this.graph).nodes.get(nodeId));
    if (!touch) return this.park("node_missing");
    this.events.push({ kind: "asked", nodeId, visit });
    const state: EnrollmentState = { node: nodeId, visits, last, status: "awaiting_verdict" };
    return this.end(state, { kind: "touch", nodeId, visit, ...touch });
  }

  /** At least a minute ahead, so that nothing can spin. */
  private wait(until: Date): Step {
    const { node, visits, last } = this.state;
    const at = new Date(Math.max(until.getTime(), this.now.getTime() + 60_000));
    this.events.push({ kind: "waits", nodeId: node, until: at.toISOString() });
    const state: EnrollmentState = { node, visits, last, status: "waiting", until: at.toISOString() };
    return this.end(state, { kind: "wait", until: at });
  }

  private park(reason: "node_missing" | "edge_missing" | "endless"): Step {
    this.events.push({ kind: "parked", nodeId: this.state.node, reason });
    return this.end(this.state, { kind: "park", reason });
  }

  private end(state: EnrollmentState, command: Command): Step {
    return { state, commands: [command], events: this.events };
  }
}

function touchOf(node: ExecutableNode | undefined): { channel: Channel; content: TouchContent } | undefined {
  if (node?.kind === "send_email") return { channel: "email", content: { subject: node.subject, body: node.body } };
  if (node?.kind === "send_sms") return { channel: "sms", content: { body: node.body } };
  if (node?.kind === "place_call") return { channel: "voice", content: { body: node.script } };
  return undefined;
}

type GraphIndex = { nodes: Map<string, ExecutableNode>; edges: Map<string, Edge> };
/** A published graph never changes, so that its index may be kept as long as the graph is. */
const indexes = new WeakMap<ExecutableGraph, GraphIndex>();

function indexOf(graph: ExecutableGraph): GraphIndex {
  const known = indexes.get(graph);
  if (known) return known;
  const index = {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    edges: new Map(graph.edges.map((edge) => [edgeKey(edge.from, edge.port), edge])),
  };
  indexes.set(graph, index);
  return index;
}

const edgeKey = (from: string, port: string) => `${from}\n${port}`;
