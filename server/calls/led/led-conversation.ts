// A conversation on a call, for as long as one process holds it: the engine answers at once, and what it decided is kept
// behind it, one write after the other and never one without those before.
import { withTenant } from "@/db/tenant-transaction";
import { type LedCall, loadLedCall } from "@/server/calls/led/load-led-call";
import { type News, type TurnMark, writeDown } from "@/server/calls/led/write-down";
import type { CallRef } from "@/server/calls/recording/follow-call";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { DomainError } from "@/server/errors";
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { type OpenConversation, openConversation } from "@/server/flows/holding/open-conversation";
import { advance } from "@/server/flows/interpreter/advance";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { ConversationState, Step } from "@/server/flows/interpreter/state";
import type { Held } from "@/server/flows/skills/held";
import { runSkill, type SkillCall, type SkillOutcome } from "@/server/flows/skills/run-skill";
import type { WrittenMemory } from "@/server/flows/written/written-line";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

const nothing = (): News => ({ records: [], done: [], marks: new Map(), pickedUp: null });

/**
 * null: the call is not held by a conversation. Throws NOT_FOUND where there is no such call. `keeps`: after every event,
 * or only once asked to, where what happens in one request is kept together or not at all.
 */
export async function openLedConversation(
  ctx: TenantContext,
  of: CallRef,
  keeps: "always" | "when_asked",
): Promise<LedConversation | null> {
  const call = await withTenant(ctx, (tx) => loadLedCall(tx, ctx, of));
  if (!call) return null;
  const { id: conversationId, debtorId, flowVersionId, contactPointId, touchId, direction } = call;
  const whose = { conversationId, debtorId, flowVersionId, contactPointId, touchId };
  const open = await openConversation(ctx, { ...whose, channel: "voice", direction });
  return new LedConversation(ctx, call, open, keeps);
}

export class LedConversation {
  readonly call: LedCall;
  readonly flow: ExecutableFlow;
  readonly ctx: TenantContext;
  readonly #keeps: "always" | "when_asked";
  #state: ConversationState;
  #revision: number;
  #line: WrittenMemory | undefined;
  #news = nothing();
  readonly #latencies = new Map<string, number>();
  #isDirty = false;
  #writing: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(ctx: TenantContext, call: LedCall, open: OpenConversation, keeps: "always" | "when_asked") {
    this.call = call;
    this.#keeps = keeps;
    this.flow = open.flow;
    this.ctx = ctx;
    this.#state = open.state;
    this.#revision = open.revision;
    this.#line = open.line;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Of a line in writing, as it was kept last. */
  get line(): WrittenMemory | undefined {
    return this.#line;
  }

  remember(line: WrittenMemory) {
    this.#line = line;
    this.#isDirty = true;
  }

  /** Never throws, never waits. */
  step(event: ConversationEvent): readonly ConversationCommand[] {
    const before = this.#state;
    const step = advance(this.flow, before, event, new Date(event.at));
    if (step.state === before && event.type !== "answered_by") return step.commands;
    this.#state = step.state;
    this.#note(before, event, step);
    this.#isDirty = true;
    if (this.#keeps === "always") this.#write();
    return step.commands;
  }

  /** How long the person waited for the first sound of it, in milliseconds. */
  answeredAfter(sayId: string, ms: number) {
    this.#latencies.set(sayId, ms);
  }

  /** `webhook`: calls what the workspace's own skills name; a sandbox does without. */
  runSkill(skill: SkillCall, webhook?: WebhookPort): Promise<SkillOutcome> {
    const { id: conversationId, debtorId, address, contactPointId, touchId } = this.call;
    const { language } = this.#state;
    const held: Held = { conversationId, debtorId, channel: "voice", address, contactPointId, touchId, language };
    return runSkill(this.ctx, held, skill, webhook);
  }

  /** Resolves when all that happened so far is kept; throws what kept it from being so. CONFLICT: another holds it. */
  async kept(): Promise<void> {
    this.#failure = null;
    this.#write();
    while (this.#writing) await this.#writing;
    if (this.#failure) throw this.#failure;
  }

  #note(before: ConversationState, event: ConversationEvent, { state, commands }: Step) {
    const news = this.#news;
    for (const command of commands) if (command.type === "record") news.records.push(command.entry);
    if (event.type === "skill_done" && event.outcome.ok) {
      const name = before.calls[event.skillCallId]?.name;
      if (name) news.done.push(name);
    }
    if (event.type === "answered_by") news.pickedUp ??= pickedUpBy(event.who, state, this.flow);
    const mark = this.#markOf(event, commands);
    const last = (state.earlier?.turns ?? 0) + state.turns.length;
    if (mark && last > (before.earlier?.turns ?? 0) + before.turns.length) news.marks.set(last, mark);
  }

  #markOf(event: ConversationEvent, commands: readonly ConversationCommand[]): TurnMark | undefined {
    if (event.type === "pressed") return { kind: "keys" };
    if (event.type !== "spoke") return undefined;
    const latencyMs = this.#latencies.get(event.sayId);
    const corrected = commands.some((command) => command.type === "record" && command.entry.what === "wrong_figure");
    return { ...(latencyMs !== undefined && { latencyMs }), corrected };
  }

  #write() {
    if (!this.#isDirty || this.#writing) return;
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#isDirty) {
      this.#isDirty = false;
      const news = this.#news;
      this.#news = nothing();
      const held = { conversationId: this.call.id, revision: this.#revision, state: this.#state, line: this.#line };
      try {
        const { revision } = await withTenant(this.ctx, (tx) => writeDown(tx, this.ctx, this.call, held, news));
        this.#revision = revision;
      } catch (error) {
        this.#news = together(news, this.#news);
        this.#isDirty = true;
        this.#failure = error;
        const isTaken = error instanceof DomainError && error.code === "CONFLICT";
        log.warn({ call: this.call.id, ...(!isTaken && { err: error }) }, "what was said is not kept yet");
        return;
      }
    }
  }
}

function pickedUpBy(
  who: "human" | "machine" | "fax" | "unknown",
  state: ConversationState,
  flow: ExecutableFlow,
): News["pickedUp"] {
  if (who === "human") return { outcome: "answered", answeredBy: "human" };
  if (who === "unknown") return null;
  // The engine believes the verdict, or somebody had spoken with us before it came.
  const isAtMachine =
    state.status === "ending" || flow.nodes.some(({ id, kind }) => id === state.node && kind === "voicemail");
  return { outcome: isAtMachine ? "voicemail" : "answered", answeredBy: who };
}

const together = (first: News, then: News): News => ({
  records: [...first.records, ...then.records],
  done: [...first.done, ...then.done],
  marks: new Map([...first.marks, ...then.marks]),
  pickedUp: first.pickedUp ?? then.pickedUp,
});
