import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type Experiment, HORIZON_DAYS } from "@/server/campaigns/experiment/contract";
import { type Arm, compareArms } from "@/server/campaigns/experiment/verdict";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/**
 * The campaign against its holdout, in one currency: what share of the chased money came within the horizon, how soon, and
 * how sure that is. Null where nobody is held out.
 */
export function getExperiment(
  ctx: TenantContext,
  input: { campaignId: string; currency?: string },
): Promise<Experiment | null> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<{ holdout_percent: number }>(sql`
      select holdout_percent from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    if (found(campaigns.rows[0], "The campaign").holdout_percent === 0) return null;
    const chased = await tx.execute<{ currency: string }>(sql`
      select i.currency from enrollments e
      join enrollment_invoices ei on ei.tenant_id = e.tenant_id and ei.enrollment_id = e.id
      join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
      where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}
      group by i.currency order by count(distinct e.id) desc, i.currency`);
    const currencies = chased.rows.map((row) => row.currency);
    const currency = input.currency ?? currencies[0];
    if (currency === undefined) return null;
    const arms = await loadArms(tx, ctx, campaignId, currency);
    return {
      currency,
      currencies,
      horizonDays: HORIZON_DAYS,
      comparison: compareArms(arms.treated, arms.holdout, HORIZON_DAYS),
    };
  });
}

type ArmName = "treated" | "holdout";

/** Added up in the database: a debtor is a row there, never here. */
async function loadArms(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  currency: string,
): Promise<Record<ArmName, Arm>> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{
    arm: ArmName;
    days: number;
    paid: boolean;
    debtors: number;
    share_sum: number;
    share_squares: number;
    chased: string;
    recovered: string;
  }>(sql`
    with debtor as (
      select case when e.status = 'holdout' or e.outcome = 'held_out' then 'holdout' else 'treated' end as arm,
             e.entered_at, sum(i.open_minor) as open_minor, sum(coalesce(r.recovered, 0)) as recovered,
             max(r.last_at) as last_at
      from enrollments e
      join enrollment_invoices ei on ei.tenant_id = e.tenant_id and ei.enrollment_id = e.id
      join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
      left join lateral (
        select sum(a.amount_minor) as recovered, max(p.received_at) as last_at
        from payment_allocations a join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id
        where a.tenant_id = ${ctx.tenantId} and a.invoice_id = ei.invoice_id and a.reversed_at is null
          and p.received_at >= e.entered_at
          and p.received_at < e.entered_at + make_interval(days => ${HORIZON_DAYS})) r on true
      where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId} and i.currency = ${currency}
      group by e.id, e.status, e.outcome, e.entered_at
      having sum(i.open_minor) + sum(coalesce(r.recovered, 0)) > 0),
    measured as (
      select arm, open_minor + recovered as chased, recovered, recovered::float8 / (open_minor + recovered) as share,
             open_minor = 0 as paid,
             greatest(0, ceil(extract(epoch from
               (case when open_minor = 0 then last_at else ${now}::timestamptz end) - entered_at) / 86400))::int as days
      from debtor)
    select arm, least(days, ${HORIZON_DAYS}) as days, paid, count(*)::int as debtors, sum(share)::float8 as share_sum,
           sum(share * share)::float8 as share_squares, sum(chased)::text as chased, sum(recovered)::text as recovered
    from measured group by 1, 2, 3`);
  const arm = (name: ArmName): Arm => {
    const own = rows.filter((row) => row.arm === name);
    const total = (value: (row: (typeof rows)[number]) => number) => own.reduce((sum, row) => sum + value(row), 0);
    const count = total((row) => row.debtors);
    const mean = count > 0 ? total((row) => row.share_sum) / count : 0;
    const squares = total((row) => row.share_squares) - count * mean * mean;
    return {
      share: { count, mean, variance: count > 1 ? Math.max(0, squares) / (count - 1) : 0 },
      chasedMinor: total((row) => Number(row.chased)),
      recoveredMinor: total((row) => Number(row.recovered)),
      watched: own.map(({ days, paid, debtors }) => ({ days, paid, debtors })),
    };
  };
  return { treated: arm("treated"), holdout: arm("holdout") };
}
