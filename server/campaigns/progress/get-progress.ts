import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type CampaignGoal, campaignGoal } from "@/server/campaigns/plan-contract";
import type { CampaignProgress, StepMoney } from "@/server/campaigns/progress/contract";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The money that each step recovered, and how far the goal is. */
export function getProgress(ctx: TenantContext, input: { campaignId: string }): Promise<CampaignProgress> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<{ goal: unknown }>(sql`
      select goal from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    const goal = campaignGoal.nullable().parse(found(campaigns.rows[0], "The campaign").goal);
    const money = await tx.execute<{ node_id: string | null; currency: string; amount: string }>(sql`
      select e.state->'last'->>'nodeId' as node_id, i.currency, sum(a.amount_minor)::text as amount
      ${recoveredMoney(ctx, campaignId)} group by 1, 2 order by 2`);

    const steps = new Map<string, StepMoney>();
    const recovered = new Map<string, number>();
    for (const { node_id, currency, amount } of money.rows) {
      const amountMinor = Number(amount);
      recovered.set(currency, (recovered.get(currency) ?? 0) + amountMinor);
      if (!node_id) continue;
      const step = steps.get(node_id) ?? { nodeId: node_id, recovered: [] };
      step.recovered.push({ currency, amountMinor });
      steps.set(node_id, step);
    }
    return {
      steps: [...steps.values()],
      recovered: [...recovered].map(([currency, amountMinor]) => ({ currency, amountMinor })),
      goal: goal && (await reach(tx, ctx, campaignId, goal, recovered)),
    };
  });
}

/**
 * Money `a` that came for invoices `i` which an enrollment `e` of the campaign chases, after it entered; that of the
 * holdout is left out.
 */
function recoveredMoney(ctx: TenantContext, campaignId: string): SQL {
  return sql`
    from enrollments e
    join enrollment_invoices ei on ei.tenant_id = e.tenant_id and ei.enrollment_id = e.id
    join payment_allocations a on a.tenant_id = ei.tenant_id and a.invoice_id = ei.invoice_id and a.reversed_at is null
    join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id and p.received_at >= e.entered_at
    join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
    where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}
      and e.status <> 'holdout' and e.outcome is distinct from 'held_out'`;
}

async function reach(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  goal: CampaignGoal,
  recovered: ReadonlyMap<string, number>,
): Promise<CampaignProgress["goal"]> {
  if (goal.kind === "recovered") {
    const reached = recovered.get(goal.currency) ?? 0;
    return { goal, reached, percent: Math.min(100, Math.floor((reached * 100) / goal.amountMinor)) };
  }
  const { rows } = await tx.execute<{ entered: number; paid: number }>(sql`
    select count(*)::int as entered, count(*) filter (where outcome = 'paid')::int as paid from enrollments
    where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId}
      and status <> 'holdout' and outcome is distinct from 'held_out'`);
  const { entered, paid } = rows[0] ?? { entered: 0, paid: 0 };
  const reached = entered === 0 ? 0 : Math.floor((paid * 100) / entered);
  return { goal, reached, percent: Math.min(100, Math.floor((reached * 100) / goal.percent)) };
}
