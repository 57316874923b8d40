// A conversation held in writing: what is said is read at once, what is typed is heard as it stands. It only carries: the
// engine, the model and the skills are given. Between two turns its memory may be kept and taken up again.
import type { CommandOf, ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent, EventOf, Proposal } from "@/server/flows/interpreter/events";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { contextOf } from "@/server/flows/interpreter/turns";
import { moderate, WRITTEN_WITHIN_MS } from "@/server/flows/moderation/moderate";
import type { ConversationModel, Moderation } from "@/server/flows/ports";

const contextCharactersMax = 6_000;
const modelTimeoutMs = 20_000;

/** An event whose instant is the moment it is told. */
export type Happening = ConversationEvent extends infer One
  ? One extends ConversationEvent
    ? Omit<One, "at">
    : never
  : never;

/** What somebody does at their end. Silence lasts as long as it is listened for. */
export type Said = { kind: "words"; text: string } | { kind: "keys"; digits: string } | { kind: "silence" };

export type WrittenPorts = {
  /** Where the conversation stands. */
  state(): ConversationState;
  /** Tells the engine, now. */
  step(happening: Happening): readonly ConversationCommand[];
  /** Nothing more can happen. */
  isOver(): boolean;
  model: ConversationModel;
  /** Without it nothing is flagged. */
  moderation?: Moderation;
  skill(call: CommandOf<"call_skill">): Promise<EventOf<"skill_done">["outcome"]>;
  transfer(): EventOf<"transferred">["result"];
};

type Unheard = { sayId: string; text: string };

/** What the line itself holds between two turns. Plain JSON. */
export type WrittenMemory = {
  listening: CommandOf<"listen"> | null;
  isEnding: boolean;
  timers: string[];
  /** Said while nobody was reading: heard first when somebody is. */
  unheard: Unheard[];
};

const nothing: WrittenMemory = { listening: null, isEnding: false, timers: [], unheard: [] };

export class WrittenLine {
  readonly #ports: WrittenPorts;
  #memory: WrittenMemory;

  constructor(ports: WrittenPorts, memory: WrittenMemory = nothing) {
    this.#ports = ports;
    this.#memory = memory;
  }

  get memory(): WrittenMemory {
    return this.#memory;
  }

  get isListening(): boolean {
    return this.#memory.listening !== null;
  }

  get isEnding(): boolean {
    return this.#memory.isEnding;
  }

  get hasUnheard(): boolean {
    return this.#memory.unheard.length > 0;
  }

  /** One thing that happens, and all that the engine asks for because of it. */
  async happen(happening: Happening): Promise<void> {
    if (this.#ports.isOver()) return;
    for (const command of this.#ports.step(happening)) await this.#carryOut(command);
  }

  /** What was said and not heard yet, handed over to whoever tells how much of it is. */
  takeUnheard(): Unheard[] {
    const { unheard } = this.#memory;
    this.#memory = { ...this.#memory, unheard: [] };
    return unheard;
  }

  /** Everything that is said, heard to its end; what is said because of it, too. */
  async hearAll(): Promise<string[]> {
    const heard: string[] = [];
    while (this.hasUnheard) {
      for (const { sayId, text } of this.takeUnheard()) {
        heard.push(text);
        await this.happen({ type: "spoke", sayId, heardText: text, complete: true });
      }
    }
    if (this.#memory.isEnding) await this.happen({ type: "ended", by: "us" });
    return heard;
  }

  /** Tells what somebody did, where something is listened for; else what was waited for comes. */
  async hear(said: Said): Promise<void> {
    const { listening, timers } = this.#memory;
    if (said.kind === "keys") return this.happen({ type: "pressed", digits: said.digits });
    if (listening && said.kind === "words") {
      const { text } = said;
      const flags = await moderate(this.#ports.moderation, text, WRITTEN_WITHIN_MS);
      return this.happen({ type: "heard", turnId: listening.turnId, text, ...(flags.length > 0 && { flags }) });
    }
    if (listening) return this.happen({ type: "silent", forMs: listening.timeoutMs });
    const [timerId] = timers;
    if (timerId) return this.#fire(timerId);
    // Nothing is listened for and nothing is under way: the line is closed.
    if (!this.hasUnheard) await this.happen({ type: "ended", by: "line", detail: "nothing is waited for" });
  }

  async #fire(timerId: string): Promise<void> {
    this.#forget(timerId);
    await this.happen({ type: "timer", timerId });
  }

  #say(sayId: string, text: string) {
    this.#memory = { ...this.#memory, unheard: [...this.#memory.unheard, { sayId, text }] };
  }

  #forget(timerId: string) {
    this.#memory = { ...this.#memory, timers: this.#memory.timers.filter((one) => one !== timerId) };
  }

  async #carryOut(command: ConversationCommand): Promise<void> {
    switch (command.type) {
      case "say":
        return this.#say(command.sayId, command.text);
      case "speak":
        return this.#say(command.sayId, await this.#worded(command));
      case "hush":
        for (const { sayId } of this.takeUnheard()) {
          await this.happen({ type: "spoke", sayId, heardText: "", complete: false });
        }
        return;
      case "listen":
        this.#memory = { ...this.#memory, listening: command };
        return;
      case "judge":
        return this.happen({ type: "proposed", turnId: command.turnId, proposal: await this.#proposed(command) });
      case "call_skill": {
        const outcome = await this.#ports.skill(command);
        return this.happen({ type: "skill_done", skillCallId: command.skillCallId, outcome });
      }
      case "transfer":
        return this.happen({
          type: "transferred",
          transferId: command.transferId,
          result: this.#ports.transfer(),
        });
      case "end":
        this.#memory = { ...this.#memory, isEnding: true, listening: null };
        return;
      case "set_timer":
        this.#memory = { ...this.#memory, timers: [...this.#memory.timers, command.timerId] };
        return;
      case "clear_timer":
        return this.#forget(command.timerId);
      case "record":
        return;
    }
  }

  async #proposed({ text }: CommandOf<"judge">): Promise<Proposal> {
    const { listening } = this.#memory;
    if (!listening) return { kind: "unclear" };
    const { instruction, choices, slot, skills } = listening;
    const { language } = this.#ports.state();
    const turn = { text, language, instruction, choices, slot, skills, context: this.#context() };
    return this.#ports.model.propose(turn, AbortSignal.timeout(modelTimeoutMs));
  }

  #worded({ instruction, facts, language }: CommandOf<"speak">): Promise<string> {
    const speech = { instruction, facts, language, context: this.#context() };
    return this.#ports.model.word(speech, AbortSignal.timeout(modelTimeoutMs));
  }

  #context(): string {
    return contextOf(this.#ports.state(), contextCharactersMax);
  }
}
