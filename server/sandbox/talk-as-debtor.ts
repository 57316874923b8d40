// The sandbox phone on a call that a conversation holds: typed instead of spoken, and everything else as on a real line. The
// skills are the real ones of this workspace; what a turn brought about is kept together, or not at all.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { type LedConversation, openLedConversation } from "@/server/calls/led/led-conversation";
import type { CallRef } from "@/server/calls/recording/follow-call";
import { DomainError } from "@/server/errors";
import type { EventOf } from "@/server/flows/interpreter/events";
import { moneyChange } from "@/server/flows/interpreter/money-change";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import { moneyOf } from "@/server/flows/skills/acts/account";
import { type Happening, type Said, WrittenLine } from "@/server/flows/written/written-line";
import type { SandboxTurn } from "@/server/sandbox/contract";
import type { TenantContext } from "@/server/tenant-context";

/** The line is open. A machine has told its greeting, and beeped. */
export function pickUp(
  ctx: TenantContext,
  led: LedConversation,
  answeredBy: "person" | "machine",
  model: ConversationModel,
): Promise<SandboxTurn> {
  const { language } = led.call;
  const line = lineOf(ctx, led, model);
  return turnOn(ctx, led, line, async () => {
    await line.happen({ type: "begun", channel: "voice", direction: "outbound", language });
    const who = answeredBy === "person" ? "human" : "machine";
    await line.happen({ type: "answered_by", who, beepHeard: true });
  });
}

/** They call us, and are answered. */
export function begin(ctx: TenantContext, led: LedConversation, model: ConversationModel): Promise<SandboxTurn> {
  const { direction, language } = led.call;
  const line = lineOf(ctx, led, model);
  return turnOn(ctx, led, line, () => line.happen({ type: "begun", channel: "voice", direction, language }));
}

export function answerWith(
  ctx: TenantContext,
  led: LedConversation,
  said: Said,
  { model, moderation }: { model: ConversationModel; moderation?: Moderation },
): Promise<SandboxTurn> {
  const line = lineOf(ctx, led, model, moderation);
  return turnOn(ctx, led, line, async () => {
    const money = await withTenant(ctx, (tx) => moneyOf(tx, ctx, led.call.debtorId));
    const kind = moneyChange(led.state.facts.money, money);
    if (kind) await line.happen({ type: "money_changed", kind, money });
    if (!line.isEnding) await line.hear(said);
  });
}

/** Nobody is at the phone any more, and nobody put it down. */
export async function lineLeft(ctx: TenantContext, call: CallRef): Promise<void> {
  const led = await openLedConversation(ctx, call, "when_asked");
  if (!led || led.state.status === "new" || led.state.status === "ended") return;
  tell(ctx, led, { type: "ended", by: "line", detail: "left" });
  await led.kept().catch((error: unknown) => {
    // Somebody says something at this very moment: then it is not left.
    if (!(error instanceof DomainError) || error.code !== "CONFLICT") throw error;
  });
}

export async function putDown(ctx: TenantContext, led: LedConversation): Promise<void> {
  tell(ctx, led, { type: "ended", by: "them" });
  await led.kept();
}

/** Somebody of the workspace steps in; what is said because of it is heard at once. */
export async function tellTypedCall(
  ctx: TenantContext,
  led: LedConversation,
  { at: _at, ...happening }: EventOf<"supervised">,
  model: ConversationModel,
): Promise<void> {
  const line = lineOf(ctx, led, model);
  await line.happen(happening);
  await line.hearAll();
  await kept(ctx, led, line);
}

async function turnOn(
  ctx: TenantContext,
  led: LedConversation,
  line: WrittenLine,
  act: () => Promise<void>,
): Promise<SandboxTurn> {
  await act();
  const say = await line.hearAll();
  await kept(ctx, led, line);
  return { say, gather: null, language: led.state.language, hears: led.state.status !== "ended" };
}

/** A conversation that came to its end puts the phone down by itself. */
async function kept(ctx: TenantContext, led: LedConversation, line: WrittenLine): Promise<void> {
  led.remember(line.memory);
  await led.kept();
  if (led.state.status !== "ended") return;
  const { id, touchId } = led.call;
  await withTenant(ctx, (tx) =>
    tx.execute(sql`
      update sandbox_deliveries set state = 'completed', reported_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and channel = 'voice' and state = 'in_progress'
        and idempotency_key = ${touchId ? `touch-${touchId}` : `call-${id}`}`),
  );
}

function lineOf(
  ctx: TenantContext,
  led: LedConversation,
  model: ConversationModel,
  moderation?: Moderation,
): WrittenLine {
  return new WrittenLine(
    {
      state: () => led.state,
      step: (happening) => tell(ctx, led, happening),
      isOver: () => led.state.status === "ended",
      model,
      moderation,
      skill: (call) => led.runSkill(call),
      // Nobody stands by to take a sandbox call over.
      transfer: () => "no_answer",
    },
    led.line,
  );
}

const tell = (ctx: TenantContext, led: LedConversation, happening: Happening) =>
  led.step({ ...happening, at: ctx.clock.now().toISOString() } as Parameters<LedConversation["step"]>[0]);
