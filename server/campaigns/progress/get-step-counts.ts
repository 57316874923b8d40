import { sql } from "drizzle-orm";
import type { StepCounts } from "@/server/campaigns/progress/contract";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Where everybody stands now, and what passed each step so far: asked every few seconds while somebody looks. */
export function getStepCounts(ctx: TenantContext, input: { campaignId: string }): Promise<StepCounts[]> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute(sql`
      select 1 from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    found(campaigns.rows[0], "The campaign");
    const { rows } = await tx.execute<{
      node_id: string;
      entered: number;
      waiting: number;
      passed: number;
      failed: number;
    }>(sql`
      select node_id, sum(entered)::int as entered, sum(waiting)::int as waiting, sum(passed)::int as passed,
             sum(failed)::int as failed
      from (
        select node_id, entered, 0 as waiting, passed, failed from campaign_step_counts
        where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId}
        union all
        select state->>'node', 0, count(*), 0, 0 from enrollments
        where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and status in ('waiting', 'paused') group by 1
      ) as counted group by node_id order by node_id`);
    return rows.map(({ node_id: nodeId, ...counts }) => ({ nodeId, ...counts }));
  });
}
