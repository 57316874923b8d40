// What a campaign may still do: touches and money of its budget, touches an hour of its pace. Read under a lock of the
// campaign's row, so that two workers cannot both spend the last of it; only campaigns that have limits are locked.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { Limits, type Spending } from "@/server/campaigns/limits/limits";
import { type CampaignBudget, campaignBudget, campaignPace } from "@/server/campaigns/plan-contract";
import { raiseTask } from "@/server/escalations/raise-task";
import type { Channel } from "@/server/journeys/graph/schema";
import { writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The limits of these campaigns at `now`; campaigns without any cost no statement but the first. */
export async function loadLimits(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignIds: readonly string[],
  now: Date,
): Promise<Limits> {
  const { rows } = await tx.execute<{
    id: string;
    budget: CampaignBudget | null;
    pace: unknown;
    spent_touches: number;
    spent_micros: string;
  }>(sql`
    select id, budget, pace, spent_touches, spent_micros from campaigns
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...campaignIds])}::uuid[])
      and (budget is not null or pace is not null)
    order by id for no key update`);
  const limits = new Limits(now);
  if (rows.length === 0) return limits;
  for (const row of rows) {
    limits.know(row.id, {
      budget: row.budget === null ? null : campaignBudget.parse(row.budget),
      pace: campaignPace.parse(row.pace ?? {}),
      spent: { touches: row.spent_touches, micros: Number(row.spent_micros) },
    });
  }
  const paced = rows.filter((row) => row.pace !== null).map((row) => row.id);
  if (paced.length > 0) {
    const hours = await tx.execute<{
      campaign_id: string;
      channel: Channel;
      hour: string;
      used: number;
      expected: number;
    }>(sql`
      select campaign_id, channel, hour, used, expected from campaign_pace_hours
      where tenant_id = ${ctx.tenantId} and campaign_id = any(${sql.param(paced)}::uuid[])
        and hour >= date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC')`);
    for (const row of hours.rows) {
      limits.knowHour(row.campaign_id, row.channel, new Date(row.hour), { used: row.used, expected: row.expected });
    }
  }
  return limits;
}

/** Writes what was taken; a campaign whose budget is spent pauses, and a person is asked. */
export async function writeLimits(tx: TenantTransaction, ctx: TenantContext, limits: Limits): Promise<void> {
  const { hours, spent, exhausted } = limits.changes();
  if (hours.length > 0) {
    await tx.execute(sql`
      insert into campaign_pace_hours (tenant_id, campaign_id, channel, hour, used, expected)
      select ${ctx.tenantId}::uuid, campaign_id, channel, hour, used, expected
      from json_to_recordset(${JSON.stringify(hours)}::json) as x(
        campaign_id uuid, channel text, hour timestamptz, used int, expected int)
      on conflict (tenant_id, campaign_id, channel, hour) do update set used = excluded.used, expected = excluded.expected`);
  }
  if (spent.length > 0) await writeSpending(tx, ctx, spent);
  for (const campaignId of exhausted) await pauseSpent(tx, ctx, campaignId);
}

function writeSpending(tx: TenantTransaction, ctx: TenantContext, spent: readonly Spending[]) {
  return tx.execute(sql`
    update campaigns c set spent_touches = x.touches, spent_micros = x.micros
    from json_to_recordset(${JSON.stringify(spent)}::json) as x(campaign_id uuid, touches int, micros bigint)
    where c.tenant_id = ${ctx.tenantId} and c.id = x.campaign_id`);
}

async function pauseSpent(tx: TenantTransaction, ctx: TenantContext, campaignId: string) {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{ spent_touches: number }>(sql`
    update campaigns set status = 'paused', pause_reason = 'budget', paused_at = ${now}
    where tenant_id = ${ctx.tenantId} and id = ${campaignId} and status = 'running' returning spent_touches`);
  const spentTouches = rows[0]?.spent_touches;
  if (spentTouches === undefined) return;
  await writeAudit(tx, ctx, "campaigns.update", {
    kind: "campaign",
    id: campaignId,
    details: { to: "paused", reason: "budget", spentTouches },
  });
  await raiseTask(tx, ctx, {
    kind: "campaign_budget",
    key: `campaign-budget:${campaignId}:${spentTouches}`,
    debtorId: null,
    subjectKind: "campaign",
    subjectId: campaignId,
  });
}
