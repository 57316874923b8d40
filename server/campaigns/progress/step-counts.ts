// Written as it happens, in the batch's own transaction: one row a campaign and step. Internal to the engine.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { countSteps } from "@/server/campaigns/progress/count-steps";
import type { HistoryEvent } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

/** Adds what these wakes did to the counts of their campaigns' steps. */
export async function writeStepCounts(
  tx: TenantTransaction,
  ctx: TenantContext,
  wakes: readonly { campaignId: string; events: readonly HistoryEvent[] }[],
): Promise<void> {
  const byCampaign = Map.groupBy(wakes, (wake) => wake.campaignId);
  const rows = [...byCampaign].flatMap(([campaignId, own]) =>
    countSteps(own.flatMap((wake) => wake.events)).map(({ nodeId, ...counts }) => ({
      id: ctx.chance.id(),
      campaign_id: campaignId,
      node_id: nodeId,
      ...counts,
    })),
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into campaign_step_counts (tenant_id, id, campaign_id, node_id, entered, passed, failed)
    select ${ctx.tenantId}::uuid, id, campaign_id, node_id, entered, passed, failed
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, campaign_id uuid, node_id text, entered int, passed int, failed int)`);
}

/** Folds the rows of each step into one, so that reading them stays short. Safe beside running batches. */
export function foldStepCounts(ctx: TenantContext): Promise<{ folded: number }> {
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ folded: number }>(sql`
      with old as (
        delete from campaign_step_counts where tenant_id = ${ctx.tenantId} and (campaign_id, node_id) in (
          select campaign_id, node_id from campaign_step_counts where tenant_id = ${ctx.tenantId}
          group by campaign_id, node_id having count(*) > 1)
        returning campaign_id, node_id, entered, passed, failed),
      folded as (
        insert into campaign_step_counts (tenant_id, id, campaign_id, node_id, entered, passed, failed)
        select ${ctx.tenantId}::uuid, gen_random_uuid(), campaign_id, node_id, sum(entered), sum(passed), sum(failed)
        from old group by campaign_id, node_id
        returning 1)
      select (select count(*) from old)::int - (select count(*) from folded)::int as folded`);
    return { folded: rows[0]?.folded ?? 0 };
  });
}
