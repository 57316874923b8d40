// What became of the debtors of each arm. Internal to the experiment.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { HORIZON_DAYS } from "@/server/campaigns/experiment/contract";
import type { Arm } from "@/server/campaigns/experiment/verdict";
import type { TenantContext } from "@/server/tenant-context";

/** The currencies that the campaign chases, that of the most debtors first. */
export async function chasedCurrencies(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
): Promise<string[]> {
  const { rows } = await tx.execute<{ currency: string }>(sql`
    select i.currency from enrollments e
    join enrollment_invoices ei on ei.tenant_id = e.tenant_id and ei.enrollment_id = e.id
    join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
    where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}
    group by i.currency order by count(distinct e.id) desc, i.currency`);
  return rows.map((row) => row.currency);
}

/**
 * The arms of a campaign in one currency, added up in the database: a debtor is a row there, never here. `arm` names that
 * of an enrollment `e`; those of whom it is null are in none.
 */
export async function loadArms(
  tx: TenantTransaction,
  ctx: TenantContext,
  { campaignId, currency, arm }: { campaignId: string; currency: string; arm: SQL },
): Promise<(name: string) => Arm> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{
    arm: string;
    days: number;
    paid: boolean;
    debtors: number;
    share_sum: number;
    share_squares: number;
    chased: string;
    recovered: string;
  }>(sql`
    with debtor as (
      select ${arm} as arm, e.entered_at, sum(i.open_minor) as open_minor, sum(coalesce(r.recovered, 0)) as recovered,
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
        and ${arm} is not null
      group by e.tenant_id, e.id
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
  return (name) => {
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
}
