// Pausing, resuming and ending. A pause is one row: its enrollments step aside when they come up, its touches stay queued.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { CampaignStatus } from "@/server/campaigns/contract";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Nothing more is decided or sent until it is resumed. */
export function pauseCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<void> {
  return mutate(ctx, "campaigns.update", async (tx) => {
    await move(tx, ctx, input.campaignId, ["running"], "paused");
    await tx.execute(sql`
      update campaigns set pause_reason = 'person', paused_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${input.campaignId}`);
    return { result: undefined, audit: { kind: "campaign", id: input.campaignId, details: { to: "paused" } } };
  });
}

/**
 * Goes on where it stood. With `run_on` what became due meanwhile is due now, each step deciding anew on what is true now;
 * with `stop` every wait ends as much later as the pause was long. What was heard meanwhile is read at once.
 */
export function resumeCampaign(
  ctx: TenantContext,
  input: { campaignId: string; timers: "stop" | "run_on" },
): Promise<void> {
  const { campaignId, timers } = input;
  return mutate(ctx, "campaigns.update", async (tx) => {
    const { pausedAt } = await move(tx, ctx, campaignId, ["paused"], "running");
    if (timers === "stop" && pausedAt) await postpone(tx, ctx, campaignId, pausedAt);
    const now = ctx.clock.now().toISOString();
    await tx.execute(sql`
      update enrollments e set status = 'waiting', due_at = case
        when exists (select 1 from enrollment_signals s
          where s.tenant_id = e.tenant_id and s.enrollment_id = e.id and s.consumed_at is null) then ${now}
        else coalesce(e.due_at, ${now}) end
      where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId} and e.status = 'paused'`);
    await tx.execute(sql`
      update campaigns set pause_reason = null, paused_at = null
      where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    await notifyWorkers(tx, ctx);
    return { result: undefined, audit: { kind: "campaign", id: campaignId, details: { to: "running", timers } } };
  });
}

/** Moves every wait of the campaign, in its due time and in its interpreter's state, by the length of the pause. */
async function postpone(tx: TenantTransaction, ctx: TenantContext, campaignId: string, pausedAt: Date) {
  const seconds = Math.max(0, (ctx.clock.now().getTime() - pausedAt.getTime()) / 1_000);
  const later = sql`make_interval(secs => ${seconds})`;
  await tx.execute(sql`
    update enrollments set due_at = due_at + ${later},
      state = case when state ? 'until' then jsonb_set(state, '{until}', to_jsonb(to_char(
        ((state->>'until')::timestamptz + ${later}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) else state end
    where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and status in ('waiting', 'paused')`);
}

/** Ends it for good: queued touches are cancelled at once, its enrollments leave. */
export async function endCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<void> {
  const { campaignId } = input;
  const now = ctx.clock.now().toISOString();
  await mutate(ctx, "campaigns.update", async (tx) => {
    await move(tx, ctx, campaignId, ["scheduled", "launching", "running", "paused"], "ended");
    await tx.execute(sql`
      with cancelled as (
        update touches t set status = 'cancelled', result_code = 'CAMPAIGN_ENDED', settled_at = ${now}
        from enrollments e
        where t.tenant_id = ${ctx.tenantId} and e.tenant_id = t.tenant_id and e.id = t.enrollment_id
          and e.campaign_id = ${campaignId} and t.status = 'queued' and t.purpose = 'reminder'
        returning t.id)
      update contact_ledger l set state = 'released' from cancelled
      where l.tenant_id = ${ctx.tenantId} and l.touch_id = cancelled.id`);
    return { result: undefined, audit: { kind: "campaign", id: campaignId, details: { to: "ended" } } };
  });
  while ((await withTenant(ctx, (tx) => leavePage(tx, ctx, campaignId, now))) > 0);
}

const PAGE = 10_000;

/** How a debtor who was never contacted leaves; marks the holdout for good. */
const HELD_OUT = "held_out";

async function leavePage(tx: TenantTransaction, ctx: TenantContext, campaignId: string, now: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update enrollments set status = 'done', due_at = null, ended_at = ${now},
      outcome = case when status = 'holdout' then ${HELD_OUT} else 'campaign_ended' end
    where tenant_id = ${ctx.tenantId} and id in (
      select id from enrollments
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and status <> 'done' limit ${PAGE})`);
  return rowCount ?? 0;
}

async function move(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  from: CampaignStatus[],
  to: CampaignStatus,
): Promise<{ pausedAt: Date | null }> {
  const { rows } = await tx.execute<{ status: CampaignStatus; paused_at: string | null }>(sql`
    select status, paused_at from campaigns
    where tenant_id = ${ctx.tenantId} and id = ${campaignId} for no key update`);
  const { status, paused_at } = found(rows[0], "The campaign");
  if (!from.includes(status)) throw new DomainError("PRECONDITION", `The campaign is ${status}.`);
  const endedAt = to === "ended" ? ctx.clock.now().toISOString() : null;
  await tx.execute(sql`
    update campaigns set status = ${to}, ended_at = ${endedAt}
    where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
  return { pausedAt: paused_at === null ? null : new Date(paused_at) };
}

/**
 * Running campaigns that nobody waits in any more, and that nobody can come into, have ended by themselves, and with them
 * their holdouts.
 */
export function finishCampaigns(ctx: TenantContext): Promise<number> {
  const now = ctx.clock.now().toISOString();
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update campaigns c set status = 'ended', ended_at = ${now}
      where c.tenant_id = ${ctx.tenantId} and c.status = 'running' and c.trigger is null and not exists (
        select 1 from enrollments e
        where e.tenant_id = ${ctx.tenantId} and e.campaign_id = c.id and e.status in ('waiting', 'paused', 'parked'))
      returning c.id`);
    if (rows.length > 0) {
      await tx.execute(sql`
        update enrollments set status = 'done', outcome = ${HELD_OUT}, ended_at = ${now}
        where tenant_id = ${ctx.tenantId} and status = 'holdout'
          and campaign_id = any(${sql.param(rows.map((row) => row.id))}::uuid[])`);
    }
    return rows.length;
  });
}
