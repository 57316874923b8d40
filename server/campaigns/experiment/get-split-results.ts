import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { HORIZON_DAYS, type Split, type SplitResults } from "@/server/campaigns/experiment/contract";
import { chasedCurrencies, loadArms } from "@/server/campaigns/experiment/load-arms";
import { type ArmCounts, readSplit } from "@/server/campaigns/experiment/read-split";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { found } from "@/server/errors";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/**
 * The arms of each split in the campaign's version against each other, from each debtor's entry on. Null where the journey
 * has no split, or nobody was chased yet.
 */
export function getSplitResults(
  ctx: TenantContext,
  input: { campaignId: string; currency?: string },
): Promise<SplitResults | null> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<{ version_id: string }>(sql`
      select journey_version_id as version_id from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    const { version_id: versionId } = found(campaigns.rows[0], "The campaign");
    const graph = (await publishedGraphs(tx, ctx, [versionId])).get(versionId);
    const nodes = graph && graph !== "invalid" ? splitsOf(graph) : [];
    if (nodes.length === 0) return null;
    const currencies = await chasedCurrencies(tx, ctx, campaignId);
    const currency = input.currency ?? currencies[0];
    if (currency === undefined) return null;
    const splits: Split[] = [];
    for (const node of nodes) {
      const arm = sql`e.state->'arms'->>${node.id}`;
      const arms = await loadArms(tx, ctx, { campaignId, currency, arm });
      const counts = await countArms(tx, ctx, campaignId, node.id);
      splits.push(readSplit(node, (id) => ({ arm: arms(id), ...(counts.get(id) ?? nobody) }), HORIZON_DAYS));
    }
    return { currency, currencies, horizonDays: HORIZON_DAYS, splits };
  });
}

const nobody: ArmCounts = { debtors: 0, contacts: 0, optedOut: 0 };

const splitsOf = (graph: ExecutableGraph) =>
  graph.nodes.flatMap((node) => (node.kind === "split" && node.arms.length > 1 ? [node] : []));

/** Debtors, contacts that left, and who opted out since entering, by arm. */
async function countArms(tx: TenantTransaction, ctx: TenantContext, campaignId: string, nodeId: string) {
  const { rows } = await tx.execute<{ arm: string } & ArmCounts>(sql`
    select e.state->'arms'->>${nodeId} as arm, count(*)::int as debtors, coalesce(sum(t.contacts), 0)::int as contacts,
           (count(*) filter (where exists (
             select 1 from contact_points p
             join opt_outs o on o.tenant_id = p.tenant_id and o.address = p.address and o.at >= e.entered_at
             where p.tenant_id = ${ctx.tenantId} and p.debtor_id = e.debtor_id)))::int as "optedOut"
    from enrollments e
    left join (
      select enrollment_id, count(*) as contacts from touches
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and sent_at is not null group by enrollment_id
    ) t on t.enrollment_id = e.id
    where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId} and e.state->'arms' ? ${nodeId}
    group by 1`);
  return new Map(rows.map(({ arm, ...counts }) => [arm, counts]));
}
