// What enrollments still chase, for a whole batch in one statement. Internal to the engine.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type ChasedMoney, nothingChased } from "@/server/campaigns/chased-money";

/**
 * The open money of each enrollment; one that chases nothing more has no balances. `today` is the workspace's day. The
 * lateral look-up by key keeps the plan a handful of index reads, also while the tables' statistics are young.
 */
export async function chasedMoney(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  enrollmentIds: readonly string[],
  today: string,
): Promise<(enrollmentId: string) => ChasedMoney> {
  const { rows } = await tx.execute<MoneyRow>(sql`
    select ei.enrollment_id as owner, ${openMoney(today)}
    from enrollment_invoices ei
    cross join lateral (
      select tenant_id, id, currency, open_minor, due_on, number, load_number from invoices
      where tenant_id = ${ctx.tenantId} and id = ei.invoice_id and status = 'open' and open_minor > 0 limit 1) i
    where ei.tenant_id = ${ctx.tenantId} and ei.enrollment_id = any(${sql.param([...enrollmentIds])}::uuid[])
    group by ei.enrollment_id, i.currency`);
  const money = collect(rows);
  return (id) => money.get(id) ?? nothingChased;
}

/** The whole open money of debtors: for a message that belongs to no enrollment. */
export async function debtorMoney(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  debtorIds: readonly string[],
  today: string,
): Promise<(debtorId: string) => ChasedMoney> {
  const { rows } = await tx.execute<MoneyRow>(sql`
    select i.debtor_id as owner, ${openMoney(today)}
    from invoices i
    where i.tenant_id = ${ctx.tenantId} and i.debtor_id = any(${sql.param([...debtorIds])}::uuid[])
      and i.status = 'open' and i.open_minor > 0
    group by i.debtor_id, i.currency`);
  const money = collect(rows);
  return (id) => money.get(id) ?? nothingChased;
}

/** What is known of the open invoices `i` of one owner in one currency. */
function openMoney(today: string): SQL {
  return sql`i.currency, sum(i.open_minor)::text as open,
           coalesce(sum(i.open_minor) filter (where i.due_on < ${today}::date), 0)::text as overdue,
           count(*)::int as count, min(i.due_on)::text as oldest,
           (array_agg(i.number order by i.due_on, i.number))[1] as oldest_number,
           array_remove((array_agg(i.load_number order by i.due_on, i.number))[1:5], null) as loads,
           bool_and(exists (select 1 from disputes d where d.tenant_id = i.tenant_id and d.invoice_id = i.id
                            and d.resolved_at is null)) as disputed`;
}

type MoneyRow = {
  owner: string;
  currency: string;
  open: string;
  overdue: string;
  count: number;
  oldest: string;
  oldest_number: string;
  loads: string[];
  disputed: boolean;
};

function collect(rows: readonly MoneyRow[]): Map<string, ChasedMoney> {
  const money = new Map<string, ChasedMoney>();
  for (const row of rows) {
    const known = money.get(row.owner);
    const older = known?.oldestDueOn != null && known.oldestDueOn <= row.oldest;
    money.set(row.owner, {
      balances: [
        ...(known?.balances ?? []),
        { currency: row.currency, openMinor: Number(row.open), overdueMinor: Number(row.overdue) },
      ],
      invoiceCount: (known?.invoiceCount ?? 0) + row.count,
      oldestDueOn: older ? known.oldestDueOn : row.oldest,
      oldestNumber: older ? known.oldestNumber : row.oldest_number,
      loadNumbers: [...(known?.loadNumbers ?? []), ...row.loads].slice(0, 5),
      disputed: (known?.disputed ?? true) && row.disputed,
    });
  }
  return money;
}
