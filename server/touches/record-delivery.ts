import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { followCall } from "@/server/calls/recording/follow-call";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { closeTasks } from "@/server/escalations/close-tasks";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import type { CallResult, TouchStatus } from "@/server/touches/contract";
import { countsAsContact, signalOfReport } from "@/server/touches/deciding/delivery-signals";
import { type DeliveryStatus, hasLeft, statusAfter } from "@/server/touches/deciding/delivery-state";
import { sendTaskKey } from "@/server/touches/deciding/send-task-key";

export type DeliveryUpdate = {
  status: DeliveryStatus;
  /** The vendor's stable code. */
  code?: string;
  /** Of a bounce: the address will never work. */
  hard?: boolean;
  call?: CallResult;
  /** Of a call that was picked up: that it has ended. One that nobody picked up is over with its outcome. */
  callIsOver?: boolean;
};

/**
 * What a vendor says of a touch: any order, any number of times. `found: false` means no touch bears that reference
 * (yet): the door keeps the report and tries again.
 */
export async function recordDelivery(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { touchId: string } | { provider: string; providerRef: string },
  update: DeliveryUpdate,
): Promise<{ found: boolean; changed: boolean }> {
  const touch = await lockTouch(tx, ctx, of);
  if (!touch) return { found: false, changed: false };
  if (!hasLeft(touch.status)) return { found: true, changed: false };

  const status = statusAfter(touch.status, update.status);
  const call = mergeCall(touch.call_result, update.call);
  const now = ctx.clock.now().toISOString();
  const providerRef = "providerRef" in of ? of.providerRef : null;
  await tx.execute(sql`
    update touches set
      status = ${status},
      result_code = coalesce(${update.code ?? null}, result_code),
      call_result = ${call === null ? null : JSON.stringify(call)}::jsonb,
      provider_ref = coalesce(provider_ref, ${providerRef}),
      sent_at = coalesce(sent_at, ${now}::timestamptz),
      settled_at = case when ${status !== "sent"} then coalesce(settled_at, ${now}::timestamptz) else settled_at end,
      claimed_until = null
    where tenant_id = ${ctx.tenantId} and id = ${touch.id}`);
  await countInLedger(tx, ctx, touch, call);
  if (touch.channel === "voice" && call?.outcome)
    await followCall(tx, ctx, { touchId: touch.id }, { ending: call.outcome, over: update.callIsOver ?? false });
  await rememberAddress(tx, ctx, touch, update, now);
  if (status !== touch.status) await closeAnswered(tx, ctx, touch, status);

  const before = { channel: touch.channel, status: touch.status, call: touch.call_result };
  const signal = signalOfReport(before, status, call);
  if (signal) await signalDebtor(tx, ctx, { debtorId: touch.debtor_id, touchId: touch.id, ...signal });
  return { found: true, changed: status !== touch.status || signal !== undefined };
}

type LockedTouch = {
  id: string;
  debtor_id: string;
  contact_point_id: string | null;
  channel: Channel;
  status: TouchStatus;
  call_result: CallResult | null;
};

async function lockTouch(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { touchId: string } | { provider: string; providerRef: string },
): Promise<LockedTouch | undefined> {
  const which =
    "touchId" in of ? sql`id = ${of.touchId}` : sql`provider = ${of.provider} and provider_ref = ${of.providerRef}`;
  const { rows } = await tx.execute<LockedTouch>(sql`
    select id, debtor_id, contact_point_id, channel, status, call_result from touches
    where tenant_id = ${ctx.tenantId} and ${which} for no key update`);
  return rows[0];
}

/** What is known of the call so far; a first outcome stays, key presses add up as reported. */
function mergeCall(known: CallResult | null, reported: CallResult | undefined): CallResult | null {
  if (!reported) return known;
  return {
    outcome: known?.outcome ?? reported.outcome,
    answeredBy: known?.answeredBy ?? reported.answeredBy,
    digits: reported.digits ?? known?.digits,
  };
}

/** A call that never rang is no contact; everything else that left is one. */
async function countInLedger(
  tx: TenantTransaction,
  ctx: TenantContext,
  touch: LockedTouch,
  call: CallResult | null,
): Promise<void> {
  await tx.execute(sql`
    update contact_ledger set state = ${countsAsContact(touch.channel, call) ? "made" : "released"}
    where tenant_id = ${ctx.tenantId} and touch_id = ${touch.id}`);
}

/** Nobody need find out any more what became of a send, or see to one that arrived after all. */
async function closeAnswered(tx: TenantTransaction, ctx: TenantContext, before: LockedTouch, status: TouchStatus) {
  const { id, status: was } = before;
  if (was === "unknown" || (was === "failed" && status === "delivered"))
    await closeTasks(tx, ctx, [sendTaskKey(was, id)]);
}

async function rememberAddress(
  tx: TenantTransaction,
  ctx: TenantContext,
  touch: LockedTouch,
  update: DeliveryUpdate,
  now: string,
): Promise<void> {
  if (!touch.contact_point_id) return;
  const status =
    update.status === "complained" ? "complained" : update.status === "bounced" && update.hard ? "undeliverable" : null;
  if (!status) return;
  await tx.execute(sql`
    update contact_points set status = ${status}, status_changed_at = ${now}
    where tenant_id = ${ctx.tenantId} and id = ${touch.contact_point_id} and status = 'active'`);
}
