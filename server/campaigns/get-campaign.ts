import { sql } from "drizzle-orm";
import { audience, type CampaignDetail } from "@/server/campaigns/contract";
import {
  type CampaignSqlRow,
  campaignColumns,
  campaignTables,
  countEnrollments,
  toCampaignRow,
} from "@/server/campaigns/list-campaigns";
import { found } from "@/server/errors";
import type { Channel } from "@/server/journeys/graph/schema";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** One campaign: where its debtors stand, how they left, what was sent. */
export function getCampaign(ctx: TenantContext, input: { campaignId: string }): Promise<CampaignDetail> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<CampaignSqlRow>(sql`
      ${campaignColumns} ${campaignTables} where c.tenant_id = ${ctx.tenantId} and c.id = ${campaignId}`);
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
      journeyId: toPublicId("journey", row.journey_id),
      outcomes: outcomes.rows,
      touches: touches.rows,
      nextDueAt: nextDueAt === null ? null : new Date(nextDueAt),
    };
  });
}
