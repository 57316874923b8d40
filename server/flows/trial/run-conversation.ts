// A whole conversation between a flow and a persona, in writing: the same engine as on a call, with a transport that only
// carries words. What the persona hears, when it interrupts and what it answers follow from the seed.
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { CommandOf, ConversationCommand, RecordEntry } from "@/server/flows/interpreter/commands";
import type { ConversationEvent, Proposal } from "@/server/flows/interpreter/events";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { contextOf } from "@/server/flows/interpreter/turns";
import type { ConversationModel } from "@/server/flows/ports";
import type { Persona, Reply } from "@/server/flows/trial/persona";
import { failure, simulateSkill } from "@/server/flows/trial/simulated-skills";
import { sfc32 } from "@/server/sfc32";

/** A conversation that is longer than this does not end. */
const eventsMax = 500;
const contextCharactersMax = 6_000;
const modelTimeoutMs = 20_000;

export type Trial = {
  flow: ExecutableFlow;
  facts: ConversationFacts;
  persona: Persona;
  model: ConversationModel;
  seed: string;
  startsAt: Date;
  channel?: ConversationState["channel"];
};

export type Told = {
  events: ConversationEvent[];
  state: ConversationState;
  records: RecordEntry[];
  calls: { name: string; args: Record<string, unknown> }[];
  hasEnded: boolean;
};

type Untimed<One> = One extends ConversationEvent ? Omit<One, "at"> : never;
type Happening = Untimed<ConversationEvent>;

export async function runConversation(trial: Trial): Promise<Told> {
  const chat = new Chat(trial);
  await chat.open();
  while (!chat.isOver) await chat.turn();
  return chat.told();
}

/** One conversation: a persona's, turn by turn, or somebody's who types. */
export class Chat {
  private state: ConversationState;
  private readonly events: ConversationEvent[] = [];
  private readonly records: RecordEntry[] = [];
  private readonly calls: Told["calls"] = [];
  private readonly used = new Map<Reply, number>();
  private readonly next: () => number;
  private listening: CommandOf<"listen"> | undefined;
  private unheard: { sayId: string; text: string }[] = [];
  private ending: CommandOf<"end"> | undefined;
  private timers: string[] = [];
  private otherwise = 0;

  constructor(private readonly trial: Trial) {
    this.state = initialConversation(trial.facts);
    this.next = sfc32(trial.seed);
  }

  get isOver(): boolean {
    return this.state.status === "ended" || this.events.length >= eventsMax;
  }

  told(): Told {
    const { events, state, records, calls } = this;
    return { events, state, records, calls, hasEnded: state.status === "ended" };
  }

  /** The line is open, and somebody or something has picked up. */
  async open(): Promise<void> {
    const { persona, channel = "chat" } = this.trial;
    await this.happen({ type: "begun", channel, direction: "outbound", language: persona.language });
    if (persona.answersAs !== "human") {
      await this.happen({ type: "answered_by", who: persona.answersAs, beepHeard: true });
    }
  }

  /** One thing that happens, and all that the engine asks for because of it. */
  private async happen(happening: Happening): Promise<void> {
    if (this.isOver) return;
    const now = new Date(this.trial.startsAt.getTime() + this.events.length * 2_000);
    const event = { ...happening, at: now.toISOString() } as ConversationEvent;
    this.events.push(event);
    const step = advance(this.trial.flow, this.state, event, now);
    this.state = step.state;
    for (const command of step.commands) await this.carryOut(command);
  }

  /** What was said is heard, wholly or in part; then they answer, or do not. */
  async turn(): Promise<void> {
    const heard = this.unheard;
    this.unheard = [];
    const reply = this.replyTo(heard.map((one) => one.text).join(" "));
    for (const [nth, { sayId, text }] of heard.entries()) {
      const isCut = reply?.rule?.interrupts === true && nth === 0;
      const heardText = isCut ? text.slice(0, Math.floor(text.length / 2)) : text;
      await this.happen({ type: "spoke", sayId, heardText, complete: !isCut });
    }
    if (this.ending && this.unheard.length === 0) return this.happen({ type: "ended", by: "us" });
    // A correction or a notice that has to be heard again comes before they speak.
    if (this.unheard.length > 0 && !this.listening) return;
    if (reply?.rule?.paysMeanwhile) {
      await this.happen({ type: "money_changed", kind: "payment", money: reply.rule.paysMeanwhile });
      if (this.ending) return;
    }
    await this.hear(reply?.text);
  }

  /** What somebody typed, and what they are told to it: `/silence`, `/keys 1` and `/end` are no words. */
  async answer(line: string): Promise<string[]> {
    const keys = /^\/keys ([0-9*#]+)$/.exec(line)?.[1];
    if (line === "/end") await this.happen({ type: "ended", by: "them" });
    else if (keys) await this.happen({ type: "pressed", digits: keys });
    else await this.hear(line === "/silence" ? undefined : line);
    return this.listenToAll();
  }

  /** Everything that is said, heard to its end; what is said because of it, too. */
  async listenToAll(): Promise<string[]> {
    const heard: string[] = [];
    while (this.unheard.length > 0) {
      for (const { sayId, text } of this.unheard.splice(0)) {
        heard.push(text);
        await this.happen({ type: "spoke", sayId, heardText: text, complete: true });
      }
    }
    if (this.ending) await this.happen({ type: "ended", by: "us" });
    return heard;
  }

  /** A turn, or silence, where something is listened for; else what was waited for comes. */
  private async hear(text: string | undefined): Promise<void> {
    const { listening } = this;
    if (listening && text) return this.happen({ type: "heard", turnId: listening.turnId, text });
    if (listening) return this.happen({ type: "silent", forMs: listening.timeoutMs });
    const [timerId] = this.timers;
    if (timerId) return this.fire(timerId);
    // Nothing is listened for and nothing is under way: the line is closed.
    if (this.unheard.length === 0) await this.happen({ type: "ended", by: "line", detail: "nothing is waited for" });
  }

  private async fire(timerId: string): Promise<void> {
    this.timers = this.timers.filter((one) => one !== timerId);
    await this.happen({ type: "timer", timerId });
  }

  private async carryOut(command: ConversationCommand): Promise<void> {
    switch (command.type) {
      case "say":
        this.unheard.push({ sayId: command.sayId, text: command.text });
        return;
      case "speak":
        this.unheard.push({ sayId: command.sayId, text: await this.worded(command) });
        return;
      case "hush":
        for (const { sayId } of this.unheard.splice(0)) {
          await this.happen({ type: "spoke", sayId, heardText: "", complete: false });
        }
        return;
      case "listen":
        this.listening = command;
        return;
      case "judge":
        return this.happen({ type: "proposed", turnId: command.turnId, proposal: await this.proposed(command) });
      case "call_skill":
        return this.skill(command);
      case "transfer":
        return this.happen({
          type: "transferred",
          transferId: command.transferId,
          result: this.trial.persona.transfer,
        });
      case "end":
        this.ending = command;
        this.listening = undefined;
        return;
      case "set_timer":
        this.timers.push(command.timerId);
        return;
      case "clear_timer":
        this.timers = this.timers.filter((timerId) => timerId !== command.timerId);
        return;
      case "record":
        this.records.push(command.entry);
    }
  }

  private async skill({ skillCallId, name, args }: CommandOf<"call_skill">): Promise<void> {
    this.calls.push({ name, args });
    const fails = this.trial.persona.failing.includes(name);
    const outcome = fails
      ? failure("UNAVAILABLE", "It fails in this trial.")
      : simulateSkill(name, args, this.state.facts);
    await this.happen({ type: "skill_done", skillCallId, outcome });
  }

  private async proposed({ text }: CommandOf<"judge">): Promise<Proposal> {
    const { listening } = this;
    if (!listening) return { kind: "unclear" };
    const { instruction, choices, slot, skills } = listening;
    const turn = { text, language: this.state.language, instruction, choices, slot, skills, context: this.context() };
    return this.trial.model.propose(turn, AbortSignal.timeout(modelTimeoutMs));
  }

  private worded({ instruction, facts, language }: CommandOf<"speak">): Promise<string> {
    const speech = { instruction, facts, language, context: this.context() };
    return this.trial.model.word(speech, AbortSignal.timeout(modelTimeoutMs));
  }

  private context(): string {
    return contextOf(this.state, contextCharactersMax);
  }

  private replyTo(heard: string): { text: string | undefined; rule: Reply | undefined } | undefined {
    const { replies, otherwise } = this.trial.persona;
    const rule = replies.find(
      (candidate) =>
        new RegExp(candidate.hears, "iu").test(heard) &&
        (candidate.times === undefined || (this.used.get(candidate) ?? 0) < candidate.times),
    );
    if (rule) {
      this.used.set(rule, (this.used.get(rule) ?? 0) + 1);
      return { text: this.oneOf(rule.says), rule };
    }
    if (otherwise.length === 0) return undefined;
    this.otherwise += 1;
    return { text: otherwise[(this.otherwise - 1) % otherwise.length], rule: undefined };
  }

  private oneOf(texts: readonly string[]): string | undefined {
    return texts[this.next() % Math.max(1, texts.length)];
  }
}
