// A whole conversation between a flow and a persona, in writing: the same engine as on a call, with a transport that only
// carries words. What the persona hears, when it interrupts and what it answers follow from the seed.
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationCommand, RecordEntry } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { ConversationState } from "@/server/flows/interpreter/state";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import type { Line, Persona, Reply } from "@/server/flows/trial/persona";
import { failure, simulateSkill } from "@/server/flows/trial/simulated-skills";
import { type Happening, type Said, WrittenLine } from "@/server/flows/written/written-line";
import { sfc32 } from "@/server/sfc32";

/** A conversation that is longer than this does not end. */
const eventsMax = 500;

export type Trial = {
  flow: ExecutableFlow;
  facts: ConversationFacts;
  persona: Persona;
  model: ConversationModel;
  moderation?: Moderation;
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

export async function runConversation(trial: Trial): Promise<Told> {
  const chat = new Chat(trial);
  await chat.open();
  const { lines } = trial.persona;
  if (!lines) while (!chat.isOver) await chat.turn();
  else {
    await chat.listenToAll();
    for (const line of lines) await chat.answerLine(line);
    while (!chat.isOver) await chat.answerLine({ kind: "silence" });
  }
  return chat.told();
}

/** One conversation: a persona's, turn by turn, or somebody's who types. */
export class Chat {
  private state: ConversationState;
  private readonly line: WrittenLine;
  private readonly events: ConversationEvent[] = [];
  private readonly records: RecordEntry[] = [];
  private readonly calls: Told["calls"] = [];
  private readonly used = new Map<Reply, number>();
  private readonly next: () => number;
  private otherwise = 0;

  constructor(private readonly trial: Trial) {
    this.state = initialConversation(trial.facts);
    this.next = sfc32(trial.seed);
    this.line = new WrittenLine({
      state: () => this.state,
      step: (happening) => this.step(happening),
      isOver: () => this.isOver,
      model: trial.model,
      moderation: trial.moderation,
      skill: async ({ name, args }) => this.skill(name, args),
      transfer: () => trial.persona.transfer,
    });
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
    await this.line.happen({ type: "begun", channel, direction: "outbound", language: persona.language });
    if (persona.answersAs !== "human") {
      await this.line.happen({ type: "answered_by", who: persona.answersAs, beepHeard: true });
    }
  }

  private step(happening: Happening): readonly ConversationCommand[] {
    const now = new Date(this.trial.startsAt.getTime() + this.events.length * 2_000);
    const event = { ...happening, at: now.toISOString() } as ConversationEvent;
    this.events.push(event);
    const { state, commands } = advance(this.trial.flow, this.state, event, now);
    this.state = state;
    for (const command of commands) if (command.type === "record") this.records.push(command.entry);
    return commands;
  }

  /** What was said is heard, wholly or in part; then they answer, or do not. */
  async turn(): Promise<void> {
    const { line } = this;
    const heard = line.takeUnheard();
    const reply = this.replyTo(heard.map((one) => one.text).join(" "));
    for (const [nth, { sayId, text }] of heard.entries()) {
      const isCut = reply?.rule?.interrupts === true && nth === 0;
      const heardText = isCut ? text.slice(0, Math.floor(text.length / 2)) : text;
      await line.happen({ type: "spoke", sayId, heardText, complete: !isCut });
    }
    if (line.isEnding && !line.hasUnheard) return line.happen({ type: "ended", by: "us" });
    // A correction or a notice that has to be heard again comes before they speak.
    if (line.hasUnheard && !line.isListening) return;
    if (reply?.rule?.paysMeanwhile) {
      await line.happen({ type: "money_changed", kind: "payment", money: reply.rule.paysMeanwhile });
      if (line.isEnding) return;
    }
    await line.hear(reply?.text ? { kind: "words", text: reply.text } : { kind: "silence" });
  }

  /** What somebody does at their end, and what they are told to it. */
  async answer(said: Said): Promise<string[]> {
    await this.line.hear(said);
    return this.line.hearAll();
  }

  answerLine(line: Line): Promise<string[]> {
    return this.answer(line.kind === "keys" ? { kind: "keys", digits: line.text } : line);
  }

  async hangUp(): Promise<void> {
    await this.line.happen({ type: "ended", by: "them" });
  }

  /** Everything that is said, heard to its end. */
  listenToAll(): Promise<string[]> {
    return this.line.hearAll();
  }

  private skill(name: string, args: Record<string, unknown>) {
    this.calls.push({ name, args });
    return this.trial.persona.failing.includes(name)
      ? failure("UNAVAILABLE", "It fails in this trial.")
      : simulateSkill(name, args, this.state.facts, this.trial.flow.ownSkills);
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
