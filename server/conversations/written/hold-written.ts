// One turn of a conversation in messages: what was written is heard, what is said to it is gathered. It keeps nothing itself.
// Skills act at once, and once: under the same call of the same conversation they answer what they answered before.
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import type { Written } from "@/server/conversations/written/load-written";
import { advance } from "@/server/flows/interpreter/advance";
import type { ConversationCommand, RecordEntry } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { moneyChange } from "@/server/flows/interpreter/money-change";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { moderate, WRITTEN_WITHIN_MS } from "@/server/flows/moderation/moderate";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import type { Held } from "@/server/flows/skills/held";
import { runSkill } from "@/server/flows/skills/run-skill";
import { type Happening, WrittenLine, type WrittenMemory } from "@/server/flows/written/written-line";
import type { TenantContext } from "@/server/tenant-context";

export type WrittenPorts = { model: ConversationModel; moderation?: Moderation; webhook: WebhookPort };

export type Turned = {
  state: ConversationState;
  line: WrittenMemory;
  /** What is to be sent, in this order. */
  said: string[];
  records: RecordEntry[];
  /** Skills that did what they were called for. */
  done: string[];
};

/** Throws what the model throws: it is then tried again later. */
export async function holdWritten(ctx: TenantContext, written: Written, ports: WrittenPorts): Promise<Turned> {
  const turn = new Turn(ctx, written, ports);
  return written.messages.length > 0 ? turn.hear(written.messages.map(({ body }) => body).join("\n")) : turn.silence();
}

const charactersMax = 4_000;

class Turn {
  readonly #line: WrittenLine;
  readonly #records: RecordEntry[] = [];
  readonly #done: string[] = [];
  #state: ConversationState;

  constructor(
    private readonly ctx: TenantContext,
    private readonly written: Written,
    private readonly ports: WrittenPorts,
  ) {
    const { state, background } = written;
    this.#state = { ...state, facts: { ...state.facts, background } };
    const { id: conversationId, debtorId, channel, address, contactPointId } = written;
    const held = { conversationId, debtorId, channel, address, contactPointId, touchId: null };
    this.#line = new WrittenLine(
      {
        state: () => this.#state,
        step: (happening) => this.#step(happening),
        isOver: () => this.#state.status === "ended",
        model: ports.model,
        moderation: ports.moderation,
        skill: (call) => runSkill(ctx, { ...held, language: this.#state.language } satisfies Held, call, ports.webhook),
        // Nobody stands by for messages: whoever wants a person is called.
        transfer: () => "no_answer",
      },
      written.line,
    );
  }

  async hear(words: string): Promise<Turned> {
    const text = words.slice(0, charactersMax);
    if (this.#state.status === "new") {
      await this.#begin(text);
      return this.#turned(await this.#line.hearAll());
    }
    const said: string[] = [];
    const kind = moneyChange(this.#state.facts.money, this.written.money);
    if (kind) await this.#line.happen({ type: "money_changed", kind, money: this.written.money });
    said.push(...(await this.#line.hearAll()));
    if (this.#state.status === "talking") {
      await this.#line.hear({ kind: "words", text });
      said.push(...(await this.#line.hearAll()));
    }
    return this.#turned(said);
  }

  /** Nobody is written to because they do not answer: what would be said to it is not. */
  async silence(): Promise<Turned> {
    await this.#line.hear({ kind: "silence" });
    while (this.#line.hasUnheard) {
      for (const { sayId } of this.#line.takeUnheard()) {
        await this.#line.happen({ type: "spoke", sayId, heardText: "", complete: false });
      }
    }
    if (this.#line.isEnding) await this.#line.happen({ type: "ended", by: "us" });
    return this.#turned([]);
  }

  async #begin(text: string): Promise<void> {
    const { money, language, channel } = this.written;
    this.#state = { ...this.#state, facts: { ...this.#state.facts, money } };
    const flags = await moderate(this.ports.moderation, text, WRITTEN_WITHIN_MS);
    const opening = { text, ...(flags.length > 0 && { flags }) };
    await this.#line.happen({ type: "begun", channel, direction: "inbound", language, opening });
  }

  #step(happening: Happening): readonly ConversationCommand[] {
    const before = this.#state;
    const now = this.ctx.clock.now();
    const event = { ...happening, at: now.toISOString() } as ConversationEvent;
    const { state, commands } = advance(this.written.flow, before, event, now);
    this.#state = state;
    for (const command of commands) if (command.type === "record") this.#records.push(command.entry);
    if (event.type === "skill_done" && event.outcome.ok) {
      const name = before.calls[event.skillCallId]?.name;
      if (name) this.#done.push(name);
    }
    return commands;
  }

  #turned(said: string[]): Turned {
    return { state: this.#state, line: this.#line.memory, said, records: this.#records, done: this.#done };
  }
}
