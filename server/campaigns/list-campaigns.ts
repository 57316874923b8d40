import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CampaignRow, CampaignStatus, EnrollmentCounts, EnrollmentStatus } from "@/server/campaigns/contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A page of campaigns, newest first, each with how its debtors stand. */
export function listCampaigns(
  ctx: TenantContext,
  input: { page: number; pageSize: number },
): Promise<{ rows: CampaignRow[]; total: number }> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { rows } = await tx.execute<CampaignSqlRow & { total: number }>(sql`
      ${campaignColumns}, count(*) over ()::int as total ${campaignTables}
      where c.tenant_id = ${ctx.tenantId}
      order by c.created_at desc, c.id desc
      limit ${input.pageSize} offset ${(input.page - 1) * input.pageSize}`);
    const counts = await countEnrollments(
      tx,
      ctx,
      rows.map((row) => row.id),
    );
    return { rows: rows.map((row) => toCampaignRow(row, counts.get(row.id))), total: rows[0]?.total ?? 0 };
  });
}

export const campaignColumns = sql`
  select c.id, c.name, c.status, c.audience, c.created_at, c.launched_at, c.ended_at, j.id as journey_id,
         j.name as journey_name, v.number as journey_version`;
export const campaignTables = sql`
  from campaigns c
  join journey_versions v on v.tenant_id = c.tenant_id and v.id = c.journey_version_id
  join journeys j on j.tenant_id = v.tenant_id and j.id = v.journey_id`;

export type CampaignSqlRow = {
  id: string;
  name: string;
  status: CampaignStatus;
  audience: unknown;
  created_at: string;
  launched_at: string | null;
  ended_at: string | null;
  journey_id: string;
  journey_name: string;
  journey_version: number;
};

const none: EnrollmentCounts = { waiting: 0, paused: 0, done: 0, parked: 0, holdout: 0 };

/** How many enrollments of each campaign stand where. */
export async function countEnrollments(tx: TenantTransaction, ctx: TenantContext, campaignIds: readonly string[]) {
  const counts = new Map<string, EnrollmentCounts>();
  if (campaignIds.length === 0) return counts;
  const { rows } = await tx.execute<{ campaign_id: string; status: EnrollmentStatus; count: number }>(sql`
    select campaign_id, status, count(*)::int as count from enrollments
    where tenant_id = ${ctx.tenantId} and campaign_id = any(${sql.param([...campaignIds])}::uuid[])
    group by campaign_id, status`);
  for (const row of rows) {
    counts.set(row.campaign_id, { ...none, ...counts.get(row.campaign_id), [row.status]: row.count });
  }
  return counts;
}

export function toCampaignRow(row: CampaignSqlRow, counts: EnrollmentCounts | undefined): CampaignRow {
  return {
    id: toPublicId("campaign", row.id),
    name: row.name,
    status: row.status,
    journeyName: row.journey_name,
    journeyVersion: row.journey_version,
    createdAt: new Date(row.created_at),
    launchedAt: row.launched_at === null ? null : new Date(row.launched_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    counts: counts ?? none,
  };
}
