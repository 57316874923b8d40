// What enrollments still chase, for a whole batch in one statement. Internal to the engine.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type ChasedMoney, nothingChased } from "@/server/campaigns/money/chased-money";

/**
 * The open money of each enrollment; one that chases nothing more has no balances. `today` is the workspace's day. The
 * lateral look-up by key keeps the plan a handful of index reads, also while the tables' statistics are young.
 */
export async function chasedMoney(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  chasing: readonly { enrollmentId: string; debtorId: string }[],
  today: string,
): Promise<(enrollmentId: string) => ChasedMoney> {
  const enrollmentIds = chasing.map(({ enrollmentId }) => enrollmentId);
  const debtorIds = chasing.map(({ debtorId }) => debtorId);
  const { rows } = await tx.execute<MoneyRow>(sql`
    with ${onItsWay(ctx, debtorIds)}
    select ei.enrollment_id as owner, ${openMoney(today)}
    from enrollment_invoices ei
    cross join lateral (
      select tenant_id, id, currency, open_minor, due_on, number, load_number from invoices
      where tenant_id = ${ctx.tenantId} and id = ei.invoice_id and status = 'open' and open_minor > 0 limit 1) i
    left join on_its_way w on w.invoice_id = i.id
    where ei.tenant_id = ${ctx.tenantId} and ei.enrollment_id = any(${sql.param(enrollmentIds)}::uuid[])
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
    with ${onItsWay(ctx, debtorIds)}
    select i.debtor_id as owner, ${openMoney(today)}
    from invoices i
    left join on_its_way w on w.invoice_id = i.id
    where i.tenant_id = ${ctx.tenantId} and i.debtor_id = any(${sql.param([...debtorIds])}::uuid[])
      and i.status = 'open' and i.open_minor > 0
    group by i.debtor_id, i.currency`);
  const money = collect(rows);
  return (id) => money.get(id) ?? nothingChased;
}

/** What slow payments of these debtors will pay of each invoice, if they come. */
function onItsWay(ctx: { tenantId: string }, debtorIds: readonly string[]): SQL {
  return sql`on_its_way as materialized (
      select (line ->> 'invoiceId')::uuid as invoice_id, sum((line ->> 'amountMinor')::bigint) as amount_minor
      from checkouts c cross join lateral jsonb_array_elements(c.lines) as line
      where c.tenant_id = ${ctx.tenantId} and c.status = 'processing' and c.debtor_id = any(${sql.param([...debtorIds])}::uuid[])
      group by 1)`;
}

/** What is known of the open invoices `i` of one owner in one currency, less `w`, what is on its way. */
function openMoney(today: string): SQL {
  const rest = sql`i.open_minor - coalesce(w.amount_minor, 0)`;
  const chased = sql`${rest} > 0`;
  return sql`i.currency, coalesce(sum(${rest}) filter (where ${chased}), 0)::text as open,
           coalesce(sum(${rest}) filter (where ${chased} and i.due_on < ${today}::date), 0)::text as overdue,
           (count(*) filter (where ${chased}))::int as count, (min(i.due_on) filter (where ${chased}))::text as oldest,
           (array_agg(i.number order by i.due_on, i.number) filter (where ${chased}))[1] as oldest_number,
           array_remove((array_agg(i.load_number order by i.due_on, i.number) filter (where ${chased}))[1:5], null) as loads,
           bool_and(exists (select 1 from disputes d where d.tenant_id = i.tenant_id and d.invoice_id = i.id
                            and d.resolved_at is null)) filter (where ${chased}) as disputed,
           bool_or(w.amount_minor is not null) as on_its_way`;
}

type MoneyRow = {
  owner: string;
  currency: string;
  open: string;
  overdue: string;
  count: number;
  on_its_way: boolean;
  /** Null where everything is on its way. */
  oldest: string | null;
  oldest_number: string | null;
  loads: string[] | null;
  disputed: boolean | null;
};

function collect(rows: readonly MoneyRow[]): Map<string, ChasedMoney> {
  const money = new Map<string, ChasedMoney>();
  for (const row of rows) {
    const known = money.get(row.owner) ?? nothingChased;
    const onItsWay = known.onItsWay || row.on_its_way;
    if (row.count === 0) {
      money.set(row.owner, { ...known, onItsWay });
      continue;
    }
    const older = known.oldestDueOn !== null && known.oldestDueOn <= (row.oldest ?? "");
    money.set(row.owner, {
      balances: [
        ...known.balances,
        { currency: row.currency, openMinor: Number(row.open), overdueMinor: Number(row.overdue) },
      ],
      invoiceCount: known.invoiceCount + row.count,
      oldestDueOn: older ? known.oldestDueOn : row.oldest,
      oldestNumber: older ? known.oldestNumber : row.oldest_number,
      loadNumbers: [...known.loadNumbers, ...(row.loads ?? [])].slice(0, 5),
      disputed: (known.balances.length === 0 || known.disputed) && row.disputed === true,
      onItsWay,
    });
  }
  return money;
}
