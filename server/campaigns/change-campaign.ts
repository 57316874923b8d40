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
    return { result: undefined, audit: { kind: "campaign", id: input.campaignId, details: { to: "paused" } } };
  });
}

/** Goes on where it stood; what became due meanwhile is due now. */
export function resumeCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<void> {
  return mutate(ctx, "campaigns.update", async (tx) => {
    await move(tx, ctx, input.campaignId, ["paused"], "running");
    await tx.execute(sql`
      update enrollments set status = 'waiting', due_at = coalesce(due_at, ${ctx.clock.now().toISOString()})
      where tenant_id = ${ctx.tenantId} and campaign_id = ${input.campaignId} and status = 'paused'`);
    await notifyWorkers(tx, ctx);
    return { result: undefined, audit: { kind: "campaign", id: input.campaignId, details: { to: "running" } } };
  });
}

/** Ends it for good: queued touches are cancelled at once, its enrollments leave. */
export async function endCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<void> {
  const { campaignId } = input;
  const now = ctx.clock.now().toISOString();
  await mutate(ctx, "campaigns.update", async (tx) => {
    await move(tx, ctx, campaignId, ["launching", "running", "paused"], "ended");
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

async function leavePage(tx: TenantTransaction, ctx: TenantContext, campaignId: string, now: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update enrollments set status = 'done', outcome = 'campaign_ended', due_at = null, ended_at = ${now}
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
) {
  const { rows } = await tx.execute<{ status: CampaignStatus }>(sql`
    select status from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId} for no key update`);
  const { status } = found(rows[0], "The campaign");
  if (!from.includes(status)) throw new DomainError("PRECONDITION", `The campaign is ${status}.`);
  const endedAt = to === "ended" ? ctx.clock.now().toISOString() : null;
  await tx.execute(sql`
    update campaigns set status = ${to}, ended_at = ${endedAt}
    where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
}

/** Running campaigns that nobody waits in any more have ended by themselves. */
export function finishCampaigns(ctx: TenantContext): Promise<number> {
  return withTenant(ctx, async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update campaigns c set status = 'ended', ended_at = ${ctx.clock.now().toISOString()}
      where c.tenant_id = ${ctx.tenantId} and c.status = 'running' and not exists (
        select 1 from enrollments e
        where e.tenant_id = ${ctx.tenantId} and e.campaign_id = c.id and e.status in ('waiting', 'paused', 'parked'))`);
    return rowCount ?? 0;
  });
}
