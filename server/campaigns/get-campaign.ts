import { sql } from "drizzle-orm";
import { audience, type CampaignDetail } from "@/server/campaigns/contract";
import {
  type CampaignSqlRow,
  campaignColumns,
  campaignTables,
  countEnrollments,
  toCampaignRow,
} from "@/server/campaigns/list-campaigns";
import { type CampaignPlan, campaignPlan } from "@/server/campaigns/plan-contract";
import { found } from "@/server/errors";
import type { Channel } from "@/server/journeys/graph/schema";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** One campaign: where its debtors stand, how they left, what was sent. */
export function getCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<CampaignDetail> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<CampaignSqlRow & PlanRow>(sql`
      ${campaignColumns}, c.journey_version_id, c.priority, c.holdout_percent, c.starts_at, c.ends_at, c.goal, c.budget, c.pace, c.spent_touches,
      c.spent_micros, c.pause_reason, c.paused_at
      ${campaignTables} where c.tenant_id = ${ctx.tenantId} and c.id = ${campaignId}`);
    const row = found(campaigns.rows[0], "The campaign");
    const counts = await countEnrollments(tx, ctx, [campaignId]);
    const outcomes = await tx.execute<{ outcome: string; count: number }>(sql`
      select outcome, count(*)::int as count from enrollments
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and status = 'done' and outcome is not null
      group by outcome order by count desc, outcome`);
    const touches = await tx.execute<{ channel: Channel; status: string; count: number }>(sql`
      select t.channel, t.status, count(*)::int as count
      from touches t join enrollments e on e.tenant_id = t.tenant_id and e.id = t.enrollment_id
      where t.tenant_id = ${ctx.tenantId} and e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}
      group by t.channel, t.status order by t.channel, t.status`);
    const next = await tx.execute<{ at: string | null }>(sql`
      select min(due_at) as at from enrollments
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and status = 'waiting'`);
    const nextDueAt = next.rows[0]?.at ?? null;
    return {
      ...toCampaignRow(row, counts.get(campaignId)),
      audience: audience.parse(row.audience),
      plan: planOf(row),
      spent: { touches: row.spent_touches, costMicros: Number(row.spent_micros) },
      pauseReason: row.pause_reason,
      pausedAt: dateOf(row.paused_at),
      journeyId: toPublicId("journey", row.journey_id),
      journeyVersionId: toPublicId("journeyVersion", row.journey_version_id),
      outcomes: outcomes.rows,
      touches: touches.rows,
      nextDueAt: nextDueAt === null ? null : new Date(nextDueAt),
    };
  });
}

type PlanRow = {
  journey_version_id: string;
  priority: number;
  holdout_percent: number;
  starts_at: string | null;
  ends_at: string | null;
  goal: unknown;
  budget: unknown;
  pace: unknown;
  spent_touches: number;
  spent_micros: string;
  pause_reason: "person" | "budget" | null;
  paused_at: string | null;
};

function planOf(row: PlanRow): CampaignPlan {
  return campaignPlan.parse({
    priority: row.priority,
    holdoutPercent: row.holdout_percent,
    startsAt: dateOf(row.starts_at) ?? undefined,
    endsAt: dateOf(row.ends_at) ?? undefined,
    goal: row.goal ?? undefined,
    budget: row.budget ?? undefined,
    pace: row.pace ?? undefined,
  });
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
