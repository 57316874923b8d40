// Somebody of the workspace steps in while a call goes on. It reaches the process that has the line, at commit; a call that is
// typed on the sandbox's phone has no line, and is told here; one that a human has is the telephone provider's.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type CallStatus, isOver, type Supervision } from "@/server/calls/contract";
import { type LedConversation, openLedConversation } from "@/server/calls/led/led-conversation";
import { DomainError, found } from "@/server/errors";
import { briefOf } from "@/server/flows/interpreter/brief";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { ConversationModel } from "@/server/flows/ports";
import { mutate } from "@/server/mutate";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { tellTypedCall } from "@/server/sandbox/talk-as-debtor";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { browserName } from "@/server/voice/handing-over/browser-phone";
import { takeBack } from "@/server/voice/handing-over/give-back";
import { ringHuman } from "@/server/voice/handing-over/ring-human";
import { tellCall } from "@/server/voice/inbox/tell-call";
import type { CallControl, HumanCall } from "@/server/voice/ports";

export type SupervisePorts = {
  /** Speaks on a sandbox's phone. */
  model: ConversationModel;
  /** Absent without a telephone provider's keys. */
  control?: CallControl;
};

/** PRECONDITION: the call is over, reads a script, nobody has its line, or nobody could be rung. */
export async function superviseCall(
  ctx: TenantContext,
  { callId, supervision }: { callId: string; supervision: Supervision },
  ports: SupervisePorts,
): Promise<void> {
  await writeDown(ctx, callId, supervision);
  if (ctx.mode === "sandbox" && !(await hasLine(ctx, callId))) return typed(ctx, callId, supervision, ports.model);
  switch (supervision.action) {
    case "take_over":
      return takeOver(ctx, callId, phoneOf(ctx, supervision), control(ports));
    case "give_back":
      return takeBack(ctx, { callId, nodeId: supervision.nodeId }, control(ports));
    default: {
      const event = eventOf(ctx, supervision);
      if (!(await withTenant(ctx, (tx) => tellCall(tx, ctx, { callId }, event)))) throw noLine();
    }
  }
}

const noLine = () => new DomainError("PRECONDITION", "Nobody is on the line yet, or any more.");

function control(ports: SupervisePorts): CallControl {
  if (!ports.control)
    throw new DomainError("LIVE_NEEDS_KEYS", "Taking a call over needs the telephone provider's keys.");
  return ports.control;
}

function eventOf(ctx: TenantContext, supervision: Supervision): EventOf<"supervised"> {
  const by = memberOf(ctx) ?? "api";
  const told = supervision.action === "take_over" ? ({ action: "take_over" } as const) : supervision;
  return { type: "supervised", at: ctx.clock.now().toISOString(), by, supervision: told };
}

/** Whoever steps in stands in the log, also where it came to nothing. */
function writeDown(ctx: TenantContext, callId: string, supervision: Supervision): Promise<void> {
  return mutate(ctx, "calls.supervise", async (tx) => {
    const call = await loadCall(tx, ctx, callId);
    if (isOver(call.status)) throw new DomainError("PRECONDITION", "The call is over.");
    if (!call.flow_version_id) throw new DomainError("PRECONDITION", "This call reads a script.");
    const nodeId = "nodeId" in supervision ? supervision.nodeId : undefined;
    const details = { action: supervision.action, ...(nodeId && { nodeId }) };
    return { result: undefined, audit: { kind: "call", id: callId, details } };
  });
}

function phoneOf(ctx: TenantContext, { to, browser }: { to?: string; browser?: string }): HumanCall["to"] {
  if (browser) return { browser: browserName(ctx, browser) };
  if (to) return { number: to };
  throw new DomainError("INVALID_INPUT", "Write the number that is to ring.");
}

async function takeOver(ctx: TenantContext, callId: string, to: HumanCall["to"], through: CallControl): Promise<void> {
  const led = await openLedConversation(ctx, { callId }, "when_asked");
  if (led?.state.status !== "talking") throw noLine();
  await rateLimit("take-over.person", memberOf(ctx) ?? ctx.tenantId);
  const { facts, language } = led.state;
  const brief = briefOf(led.state, dayIn(facts.zone, ctx.clock.now()));
  const request = { callId, transferId: null, requestedBy: memberOf(ctx), to, brief, language };
  if (!(await ringHuman(ctx, request, through))) {
    throw new DomainError("PRECONDITION", "That number could not be rung. The AI goes on.");
  }
}

const TRIES = 3;

/** Between two words of the debtor's; whoever types at this moment goes first. */
async function typed(ctx: TenantContext, callId: string, supervision: Supervision, model: ConversationModel) {
  for (let tries = 1; ; tries += 1) {
    const led = await openLedConversation(ctx, { callId }, "when_asked");
    if (!led || !isOnTheLine(led)) throw noLine();
    try {
      return await tellTypedCall(ctx, led, eventOf(ctx, supervision), model);
    } catch (error) {
      if (tries >= TRIES || !(error instanceof DomainError) || error.code !== "CONFLICT") throw error;
    }
  }
}

const isOnTheLine = ({ state }: LedConversation) => state.status === "talking" || state.status === "handed_over";

async function hasLine(ctx: TenantContext, callId: string): Promise<boolean> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute(sql`
      select 1 from voice_streams where tenant_id = ${ctx.tenantId} and call_id = ${callId} limit 1`),
  );
  return rows.length > 0;
}

async function loadCall(tx: TenantTransaction, ctx: TenantContext, callId: string) {
  const { rows } = await tx.execute<{
    status: CallStatus;
    flow_version_id: string | null;
  }>(sql`
    select status, flow_version_id from calls where tenant_id = ${ctx.tenantId} and id = ${callId}`);
  return found(rows[0], "The call");
}
