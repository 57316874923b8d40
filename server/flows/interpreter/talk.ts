// One event's way through a conversation: its own copy of the state, and what it asks of the transport. The moves that every
// kind of step is made of; the guard that nothing names the debt to who is not verified stands here, once, for all of them.
import type { ExecutableFlow, ExecutableNode, NodeKind } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import { fillText, namesDebt } from "@/server/flows/graph/speech";
import { behaviourOf } from "@/server/flows/interpreter/behaviours";
import type {
  Choice,
  ConversationCommand,
  RecordEntry,
  SlotType,
  SpeakFacts,
} from "@/server/flows/interpreter/commands";
import { type FlowIndex, indexOf, wayKey } from "@/server/flows/interpreter/flow-index";
import { speakFacts, todayOf, variableOf } from "@/server/flows/interpreter/known";
import type { OwnOutcome } from "@/server/flows/interpreter/outcomes";
import { type Sentences, sentences } from "@/server/flows/interpreter/sentences";
import type { ConversationState, Phase, Turn } from "@/server/flows/interpreter/state";
import { keepTurn, knownBefore } from "@/server/flows/interpreter/turns";
import { globalIntents, globalMeanings } from "@/server/flows/reading/intents";
import { type SkillContract, skillContracts } from "@/server/flows/skills/contracts";
import type { SkillName } from "@/server/flows/skills/names";

export type Of<Kind extends NodeKind> = Extract<ExecutableNode, { kind: Kind }>;
/** What a move answers: nothing, for it changed the talk. */
export type Moved = undefined;
type Counter = keyof ConversationState["counts"];

export type Asking = {
  choices?: Choice[];
  slot?: { name: string; type: SlotType };
  skills?: string[];
  instruction?: string;
  silenceMs: number;
};

/** What may be said at any time, as the model is told of it. */
const everywhere: readonly Choice[] = globalIntents.map((id) => ({ id, description: globalMeanings[id] }));

export class Talk {
  readonly commands: ConversationCommand[] = [];
  private readonly index: FlowIndex;
  private entered = 0;

  constructor(
    readonly flow: ExecutableFlow,
    public state: ConversationState,
    readonly now: Date,
  ) {
    this.index = indexOf(flow);
  }

  get node(): ExecutableNode | undefined {
    return this.index.nodes.get(this.state.node);
  }

  get words(): Sentences {
    return sentences[this.state.language];
  }

  get today(): string {
    return todayOf(this.state, this.now);
  }

  has(nodeId: string): boolean {
    return this.index.nodes.has(nodeId);
  }

  private isRoute(nodeId: string): boolean {
    return Object.values(this.flow.routes).includes(nodeId);
  }

  /** Whether the conversation came by the step that a route leads to. */
  wasAt(route: string): boolean {
    return this.state.routesTaken.includes(route);
  }

  set(changes: Partial<ConversationState>): Moved {
    this.state = { ...this.state, ...changes };
  }

  record(entry: RecordEntry): Moved {
    this.commands.push({ type: "record", entry });
  }

  /** The next id of a kind: `say_1`, `turn_2`. */
  nextId(counter: Counter): string {
    const count = this.state.counts[counter] + 1;
    this.set({ counts: { ...this.state.counts, [counter]: count } });
    return `${counter}_${count}`;
  }

  /** Leaves the step by a way out. */
  go(port: string): Moved {
    const from = this.state.node;
    const to = this.index.ways.get(wayKey(from, port));
    if (to === undefined) return this.end("flow_broken");
    this.record({ what: "went", from, port, to });
    this.enter(to);
  }

  enter(nodeId: string): Moved {
    this.entered += 1;
    this.stopListening();
    this.set({ node: nodeId, phase: { kind: "asking" }, silences: 0 });
    if (this.isRoute(nodeId) && !this.wasAt(nodeId)) this.set({ routesTaken: [...this.state.routesTaken, nodeId] });
    const { node } = this;
    if (!node || this.entered > this.index.nodes.size * 2) return this.end("flow_broken");
    behaviourOf(node).enter(this, node);
  }

  /** Says a text of the flow, in the language of now. */
  sayText(text: SpokenText | undefined, kind: "mandatory" | "plain" = "plain"): Moved {
    const written = text?.[this.state.language] ?? text?.[this.flow.languages[0] ?? "en"];
    if (!written) return;
    const filled = fillText(written, (name) => variableOf(this.state, name, this.now));
    this.say(filled, kind, namesDebt(written));
  }

  /** Word for word. What names the debt is withheld from who is not verified. */
  say(text: string, kind: "mandatory" | "plain" = "plain", isOfDebt = namesDebt(text)): Moved {
    if (text.trim() === "") return;
    const { node: nodeId, language } = this.state;
    if (isOfDebt && !this.state.isVerified) {
      this.record({ what: "withheld", reason: "not_verified", nodeId });
      return;
    }
    const sayId = this.nextId("say");
    const isMandatory = kind === "mandatory";
    this.set({ speaking: { ...this.state.speaking, [sayId]: { text, isMandatory, nodeId, language } } });
    this.commands.push({ type: "say", sayId, text, language, interruptible: true });
  }

  /** The model words it, from these facts alone. */
  speak(instruction: string, more: SpeakFacts = {}): Moved {
    const { node: nodeId, language } = this.state;
    const sayId = this.nextId("say");
    this.set({ speaking: { ...this.state.speaking, [sayId]: { text: null, isMandatory: false, nodeId, language } } });
    const facts = { ...speakFacts(this.state, this.now), ...(this.state.isVerified ? more : {}) };
    const heeded = [instruction, ...this.whispers].join("\n");
    const before = knownBefore(this.state);
    this.commands.push({
      type: "speak",
      sayId,
      instruction: heeded,
      facts,
      ...(before && { before }),
      language,
      interruptible: true,
    });
  }

  /** What the model may heed of a supervisor's words now. */
  private get whispers(): string[] {
    const { isVerified, whispers } = this.state;
    return isVerified ? whispers : whispers.filter((whisper) => !namesDebt(whisper));
  }

  /** Asks, once more than before; false when this step has asked as often as it may. */
  mayAsk(node: { id: string; attemptsMax: number }): boolean {
    const asked = (this.state.asked[node.id] ?? 0) + 1;
    if (asked > node.attemptsMax) return false;
    this.set({ asked: { ...this.state.asked, [node.id]: asked } });
    return true;
  }

  /** Listens for the next turn; what was listened for before is not any more. */
  listen({ choices = [], slot, skills = [], instruction = "", silenceMs }: Asking): Moved {
    this.stopListening();
    const turnId = this.nextId("turn");
    this.set({ listening: { turnId } });
    this.commands.push({
      type: "listen",
      turnId,
      instruction: [instruction, ...this.whispers].filter(Boolean).join("\n"),
      choices: [...choices, ...everywhere],
      ...(slot && { slot }),
      skills,
      timeoutMs: silenceMs,
    });
  }

  stopListening(): Moved {
    const { listening } = this.state;
    if (listening?.judging) this.commands.push({ type: "clear_timer", timerId: listening.judging.timerId });
    if (listening) this.set({ listening: null });
  }

  phase(phase: Phase): Moved {
    this.set({ phase });
  }

  timer(ms: number): string {
    const timerId = this.nextId("timer");
    this.commands.push({ type: "set_timer", timerId, ms });
    return timerId;
  }

  /** Calls a skill; `byModel`: the step listens on after it, else it waits for it. */
  call(name: SkillName, args: Record<string, unknown>, byModel = false): string {
    return this.callBy(skillContracts[name], name, args, byModel);
  }

  /** The same of any skill, by its contract. */
  callBy(
    { timeoutMs, fillerAfterMs }: SkillContract,
    name: string,
    args: Record<string, unknown>,
    byModel = false,
  ): string {
    const skillCallId = this.nextId("call");
    this.set({ calls: { ...this.state.calls, [skillCallId]: { name, nodeId: this.state.node, byModel } } });
    this.commands.push({ type: "call_skill", skillCallId, name, args, timeoutMs, fillerAfterMs });
    return skillCallId;
  }

  keep(turn: Omit<Turn, "id" | "nodeId" | "at">, at: string): Moved {
    const id = `${turn.by}_${this.state.turns.length + (this.state.earlier?.turns ?? 0) + 1}`;
    const { facts, isVerified, node: nodeId } = this.state;
    const background = isVerified ? facts.background?.version : undefined;
    this.state = keepTurn(this.state, { ...turn, id, nodeId, at, ...(background && { background }) });
  }

  /** Ends once everything is said; what the person still says is heard only for a stop. */
  end(outcome: OwnOutcome, options: { whenSpoken?: boolean } = {}): Moved {
    this.endAs(outcome, options);
  }

  /** The same with an outcome that whoever drew the flow named. */
  endAs(outcome: string, options: { whenSpoken?: boolean } = {}): Moved {
    this.stopListening();
    this.set({ status: "ending", outcome, owed: [] });
    this.commands.push({ type: "end", outcome, whenSpoken: options.whenSpoken ?? true });
  }
}
