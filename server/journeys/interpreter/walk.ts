// One call's walk through a graph: its own copy of the state, and what it did. The moves that every kind of step is made of.
import type { ExecutableGraph, ExecutableNode, NodeKind } from "@/server/journeys/graph/schema";
import { behaviourOf } from "@/server/journeys/interpreter/behaviours";
import { type EnrollmentFacts, withChanges } from "@/server/journeys/interpreter/facts";
import { type GraphIndex, indexOf, wayKey } from "@/server/journeys/interpreter/graph-index";
import type { HistoryEvent, WaitReason } from "@/server/journeys/interpreter/history";
import type { Answer, Command, Effect, EnrollmentState, Step, TouchContent } from "@/server/journeys/interpreter/state";

export type Of<Kind extends NodeKind> = Extract<ExecutableNode, { kind: Kind }>;
/** What an effect is, before it is told of which step's which visit. */
type Doing = Unnamed<Effect>;
type Unnamed<One> = One extends Effect ? Omit<One, "nodeId" | "visit"> : never;

export class Walk {
  readonly events: HistoryEvent[] = [];
  private readonly effects: Effect[] = [];
  private readonly index: GraphIndex;
  private entered = 0;

  constructor(
    graph: ExecutableGraph,
    public state: EnrollmentState,
    public facts: EnrollmentFacts,
    readonly now: Date,
  ) {
    this.index = indexOf(graph);
    if (state.results) this.facts = { ...facts, results: state.results };
  }

  /** The step that the debtor is at. */
  get node(): ExecutableNode | undefined {
    return this.index.nodes.get(this.state.node);
  }

  stepOf(nodeId: string): ExecutableNode | undefined {
    return this.index.nodes.get(nodeId);
  }

  /** How often the step was entered, this time included. */
  visitOf(nodeId: string): number {
    return this.state.visits[nodeId] ?? 1;
  }

  /** Counts a visit: what the step does now is another thing than what it did before. */
  countVisit(nodeId: string): number {
    const visit = (this.state.visits[nodeId] ?? 0) + 1;
    this.state = { ...this.state, visits: { ...this.state.visits, [nodeId]: visit } };
    return visit;
  }

  /** Leaves the step by a way out. */
  go(port: string): Step {
    const from = this.state.node;
    const to = this.index.ways.get(wayKey(from, port));
    if (to === undefined) return this.park("edge_missing");
    this.events.push({ kind: "went", from, port, to });
    return this.enter(to);
  }

  enter(nodeId: string): Step {
    this.entered += 1;
    if (this.entered > this.index.nodes.size) return this.park("endless");
    this.state = { ...this.kept(), node: nodeId, status: "at_node" };
    const { node } = this;
    return node ? behaviourOf(node).enter(this, node) : this.park("node_missing");
  }

  /** Stands at a step without doing what it does on entering. */
  moveTo(nodeId: string): void {
    this.state = { ...this.kept(), node: nodeId, status: "at_node" };
  }

  keepResult(nodeId: string, kept: NonNullable<Answer["kept"]>): void {
    const results = { ...this.state.results, [nodeId]: kept };
    this.state = { ...this.state, results };
    this.facts = { ...this.facts, results };
  }

  /** Writes down something to be done; what follows in this walk already knows of it. */
  does(effect: Doing): void {
    const nodeId = this.state.node;
    this.effects.push({ ...effect, nodeId, visit: this.visitOf(nodeId) } as Effect);
    if (effect.kind === "update") this.facts = withChanges(this.facts, effect.changes);
  }

  /** Asks whether this may be sent now. */
  ask(channel: "email" | "sms" | "voice", content: TouchContent): Step {
    const { node: nodeId, attempt } = this.state;
    const visit = this.visitOf(nodeId);
    this.events.push({ kind: "asked", nodeId, visit });
    this.state = { ...this.kept(), node: nodeId, status: "awaiting_verdict", ...(attempt && { attempt }) };
    return this.end({ kind: "touch", nodeId, visit, channel, content });
  }

  /** Rests at the step; at least a minute, so that nothing can spin. */
  wait(until: Date, why: WaitReason): Step {
    const { node: nodeId, attempt } = this.state;
    const at = new Date(Math.max(until.getTime(), this.now.getTime() + 60_000));
    this.events.push({ kind: "waits", nodeId, until: at.toISOString(), zone: this.facts.zone, why });
    this.state = {
      ...this.kept(),
      node: nodeId,
      status: "waiting",
      until: at.toISOString(),
      ...(attempt && { attempt }),
    };
    return this.end({ kind: "wait", until: at });
  }

  /** Goes on resting as before. */
  rest(until: string): Step {
    return this.end({ kind: "wait", until: new Date(until) });
  }

  leave(outcome: string): Step {
    const { node } = this;
    if (node && this.state.status === "waiting") behaviourOf(node).abandon?.(this, node);
    this.events.push({ kind: "left", nodeId: this.state.node, outcome });
    const { results: _results, ...kept } = this.kept();
    this.state = { ...kept, node: this.state.node, status: "done", outcome };
    return this.end({ kind: "exit", outcome });
  }

  park(reason: Extract<Command, { kind: "park" }>["reason"]): Step {
    this.events.push({ kind: "parked", nodeId: this.state.node, reason });
    return this.end({ kind: "park", reason });
  }

  /** What outlives a step. */
  private kept(): Pick<EnrollmentState, "visits" | "last" | "results" | "arms"> {
    const { visits, last, results, arms } = this.state;
    return { visits, last, ...(results && { results }), ...(arms && { arms }) };
  }

  private end(command: Command): Step {
    return { state: this.state, commands: [command], effects: this.effects, events: this.events };
  }
}
