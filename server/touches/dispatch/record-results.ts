// What the vendor answered, written for a whole batch. Conditional on the state, so that a webhook that was faster, or a
// second worker that settled the same send, is never undone.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { openCalls } from "@/server/calls/recording/follow-call";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { cancelling } from "@/server/campaigns/signal-rules";
import { closeTasks } from "@/server/escalations/close-tasks";
import { raiseTask } from "@/server/escalations/raise-task";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";
import { flowOf } from "@/server/touches/contract";
import { sendTaskKey } from "@/server/touches/deciding/send-task-key";
import type { ClaimedTouch } from "@/server/touches/dispatch/claim-touches";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

/** Handed back before the vendor was called: no attempt was made. */
export const NOT_BEGUN = "NOT_BEGUN";

/** How a claimed touch goes on. */
export type Outcome =
  | { kind: "sent"; providerRef: string; message: { subject: string | null; body: string } | null }
  | { kind: "failed"; code: string; suppress?: "undeliverable" | "carrier_opt_out"; task?: boolean }
  | { kind: "requeue"; code: string; dispatchAt: Date }
  /** Stays in doubt; settled after that many seconds. */
  | { kind: "doubt"; code: string; seconds: number }
  | { kind: "unknown"; code: string };

export type Result = {
  touch: ClaimedTouch;
  provider: string;
  from: string;
  to: string;
  outcome: Outcome;
};

/** Records a batch in one transaction; where the database rejects it, one by one. */
export async function recordResults(ctx: TenantContext, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  try {
    await withTenant(ctx, (tx) => writeResults(tx, ctx, results), { byKey: true });
  } catch (error) {
    if (results.length === 1) throw error;
    for (const result of results) {
      await recordResults(ctx, [result]).catch((cause: unknown) => {
        // It stays `sending`: the sweep settles it with the vendor.
        log.error({ tenantId: ctx.tenantId, touchId: result.touch.id, err: String(cause) }, "result not recorded");
      });
    }
  }
}

async function writeResults(tx: TenantTransaction, ctx: TenantContext, results: readonly Result[]) {
  const now = ctx.clock.now().toISOString();
  const rows = results.map(({ touch, provider, outcome }) => ({
    id: touch.id,
    kind: outcome.kind,
    provider,
    provider_ref: outcome.kind === "sent" ? outcome.providerRef : null,
    code: outcome.kind === "sent" ? null : outcome.code,
    dispatch_at: outcome.kind === "requeue" ? outcome.dispatchAt.toISOString() : null,
    seconds: outcome.kind === "doubt" ? outcome.seconds : null,
  }));
  // Only what was unknown, and is now sent, was settled before.
  const settled = tx.execute<{ id: string }>(sql`
    with settled as (update touches t set
      status = case
        when x.kind = 'sent' and t.status in ('queued', 'sending', 'unknown') then 'sent'
        when x.kind = 'failed' and t.status = 'sending' then 'failed'
        when x.kind = 'requeue' and t.status = 'sending' then 'queued'
        when x.kind = 'unknown' and t.status = 'sending' then 'unknown'
        else t.status end,
      provider = x.provider,
      provider_ref = coalesce(t.provider_ref, x.provider_ref),
      result_code = case when t.status in ('queued', 'sending', 'unknown') then x.code else t.result_code end,
      dispatch_at = coalesce(x.dispatch_at, t.dispatch_at),
      attempts = case when x.code = ${NOT_BEGUN} and t.status = 'sending' then t.attempts - 1 else t.attempts end,
      claimed_until = case when x.kind = 'doubt' then now() + make_interval(secs => x.seconds) end,
      sent_at = case when x.kind in ('sent', 'unknown') then coalesce(t.sent_at, ${now}::timestamptz) else t.sent_at end,
      settled_at = case when x.kind in ('failed', 'unknown') then coalesce(t.settled_at, ${now}::timestamptz)
                        else t.settled_at end
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, kind text, provider text, provider_ref text, code text, dispatch_at timestamptz, seconds double precision)
    where t.tenant_id = ${ctx.tenantId} and t.id = x.id
    returning t.id, t.status, t.settled_at)
    select id from settled where status = 'sent' and settled_at is not null`);
  const [found] = await together([settled, writeLedger(tx, ctx, results), writeMessages(tx, ctx, results)]);
  await openCalls(tx, ctx, results.flatMap(placedCall));
  await closeTasks(
    tx,
    ctx,
    found.rows.map(({ id }) => sendTaskKey("unknown", id)),
  );
  const requeued = results.filter(({ outcome }) => outcome.kind === "requeue");
  if (requeued.length > 0) await cancelForsaken(tx, ctx, requeued, now);
  for (const result of results) await tell(tx, ctx, result, now);
}

function placedCall({ touch, from, to, outcome }: Result) {
  return touch.channel === "voice" && outcome.kind === "sent"
    ? [{ touchId: touch.id, debtorId: touch.debtorId, from, to, flowId: flowOf(touch.content) }]
    : [];
}

/**
 * While they were at the vendor somebody ended their campaign, or their debtor left or is about to, and only what is queued
 * was cancelled then: what comes back is cancelled now. Who came to the journey's end, and a campaign that everybody did,
 * took nothing back: what was decided last is still to be sent. The locks wait for whoever is at it this moment.
 */
async function cancelForsaken(tx: TenantTransaction, ctx: TenantContext, requeued: readonly Result[], now: string) {
  const ids = sql.param(requeued.map(({ touch }) => touch.id));
  await tx.execute(sql`
    select 1 from enrollments e join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
    where e.tenant_id = ${ctx.tenantId}
      and e.id in (select enrollment_id from touches where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[]))
    for share of e, c`);
  const cancelled = await tx.execute<{ id: string }>(sql`
    update touches t set status = 'cancelled', result_code = 'LEFT', settled_at = ${now}
    where t.tenant_id = ${ctx.tenantId} and t.id = any(${ids}::uuid[]) and t.status = 'queued' and t.purpose = 'reminder'
      and exists (
        select 1 from enrollments e join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
        where e.tenant_id = t.tenant_id and e.id = t.enrollment_id and (
          e.outcome in ('campaign_ended', 'taken_over', 'erased')
          or (c.status = 'ended' and (c.trigger is not null or exists (
            select 1 from enrollments o where o.tenant_id = c.tenant_id and o.campaign_id = c.id
              and (o.outcome = 'campaign_ended' or o.status in ('waiting', 'paused', 'parked')))))
          or exists (
            select 1 from enrollment_signals s where s.tenant_id = e.tenant_id and s.enrollment_id = e.id
              and s.kind = any(${sql.param([...cancelling])}::text[])
              and (s.consumed_at is null or s.at >= t.created_at))))
    returning id`);
  await releaseSlots(
    tx,
    ctx,
    cancelled.rows.map(({ id }) => id),
  );
}

/** What left, or may have left, is a contact; what surely did not gives its slot back. */
async function writeLedger(tx: TenantTransaction, ctx: TenantContext, results: readonly Result[]) {
  const ids = (kinds: readonly Outcome["kind"][]) =>
    sql.param(results.filter(({ outcome }) => kinds.includes(outcome.kind)).map(({ touch }) => touch.id));
  await tx.execute(sql`
    update contact_ledger set
      state = case when touch_id = any(${ids(["failed"])}::uuid[]) then 'released' else 'made' end,
      at = case when state = 'reserved' then ${ctx.clock.now().toISOString()}::timestamptz else at end
    where tenant_id = ${ctx.tenantId} and touch_id = any(${ids(["sent", "unknown", "failed"])}::uuid[])`);
}

async function writeMessages(tx: TenantTransaction, ctx: TenantContext, results: readonly Result[]) {
  const rows = results.flatMap(({ touch, from, to, outcome }) =>
    outcome.kind === "sent" && outcome.message
      ? [
          {
            id: ctx.chance.id(),
            debtor_id: touch.debtorId,
            touch_id: touch.id,
            channel: touch.channel,
            from_address: from,
            to_address: to,
            subject: outcome.message.subject,
            body: outcome.message.body,
            provider_ref: outcome.providerRef,
          },
        ]
      : [],
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into messages (tenant_id, id, debtor_id, touch_id, channel, direction, from_address, to_address, subject,
                          body, provider_ref, at)
    select ${ctx.tenantId}::uuid, id, debtor_id, touch_id, channel, 'outbound', from_address, to_address, subject,
           body, provider_ref, ${ctx.clock.now().toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, debtor_id uuid, touch_id uuid, channel text, from_address text, to_address text, subject text, body text,
      provider_ref text)
    on conflict do nothing`);
}

/** The rare endings, one by one: the address is remembered, a person is asked, the journey hears of it. */
async function tell(tx: TenantTransaction, ctx: TenantContext, result: Result, now: string): Promise<void> {
  const { touch, outcome } = result;
  if (outcome.kind !== "failed" && outcome.kind !== "unknown") return;
  if (outcome.kind === "unknown" || outcome.task) {
    await raiseTask(tx, ctx, {
      kind: outcome.kind === "unknown" ? "unknown_send" : "failed_send",
      key: sendTaskKey(outcome.kind, touch.id),
      debtorId: touch.debtorId,
      subjectKind: "touch",
      subjectId: touch.id,
    });
  }
  if (outcome.kind === "failed" && outcome.suppress === "undeliverable" && touch.contactPointId) {
    await tx.execute(sql`
      update contact_points set status = 'undeliverable', status_changed_at = ${now}
      where tenant_id = ${ctx.tenantId} and id = ${touch.contactPointId} and status = 'active'`);
  }
  if (outcome.kind === "failed" && outcome.suppress === "carrier_opt_out") {
    await tx.execute(sql`
      insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
      select ${ctx.tenantId}, ${ctx.chance.id()}, ${touch.debtorId}, ${touch.channel}, ${result.to}, 'carrier', ${now}
      where not exists (select 1 from opt_outs where tenant_id = ${ctx.tenantId} and channel = ${touch.channel}
        and address = ${result.to} and source = 'carrier' and lifted_at is null)`);
  }
  if (touch.channel === "voice") {
    const data = { outcome: outcome.kind };
    await signalDebtor(tx, ctx, { debtorId: touch.debtorId, touchId: touch.id, kind: "call_not_answered", data });
  } else if (outcome.kind === "failed") {
    await signalDebtor(tx, ctx, { debtorId: touch.debtorId, touchId: touch.id, kind: "bounced" });
  }
}
