import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { averageBehaviour, behaviourFrom, type PaymentHistory } from "@/server/journeys/simulation/behaviour";
import type { SimulatedInvoice } from "@/server/journeys/simulation/happenings";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { LoadDebtorsInput, LoadedDebtors } from "@/server/simulations/contract";
import { knownDebtors, optOutsOf } from "@/server/simulations/debtors-of";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";
import { loadLedger } from "@/server/touches/contact-ledger";

/** The workspace's own debtors as they stand now, each with a behaviour read from how they paid so far. */
export async function loadDebtors(ctx: TenantContext, input: LoadDebtorsInput): Promise<LoadedDebtors> {
  return read(ctx, "journeys.read", async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    const found = await whoOwes(tx, ctx, addDays(today, -input.overdueDaysMin), input.limit + 1);
    const ids = found.slice(0, input.limit);
    const known = await knownDebtors(tx, ctx, ids);
    const invoices = await openInvoices(tx, ctx, ids);
    const promises = await openPromises(tx, ctx, ids);
    const histories = await paymentHistories(tx, ctx, ids, today);
    const ledger = await loadLedger(tx, ctx, { debtorIds: ids, addresses: [], now: ctx.clock.now() });
    const debtors = ids.flatMap((id) => {
      const facts = known.of.get(id);
      if (!facts) return [];
      const history = histories.get(id);
      return [
        {
          facts,
          invoices: invoices.get(id) ?? [],
          optOuts: optOutsOf(facts, known.optOuts),
          promises: promises.get(id) ?? [],
          contacts: ledger.ofDebtor(id).map((entry) => ({ ...entry, debtorId: facts.id })),
          replies: ledger.repliesOf(id).map((reply) => ({ ...reply, debtorId: facts.id })),
          happenings: [],
          behaviour: history ? behaviourFrom(history) : averageBehaviour,
        },
      ];
    });
    return { tenant: known.tenant, today, debtors, more: found.length > input.limit };
  });
}

async function whoOwes(tx: TenantTransaction, ctx: TenantContext, dueUntil: string, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select i.debtor_id as id from invoices i
    join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id and d.stop is null
    where i.tenant_id = ${ctx.tenantId} and i.status = 'open' and i.open_minor > 0 and i.due_on <= ${dueUntil}::date
    group by i.debtor_id order by sum(i.open_minor) desc, i.debtor_id limit ${limit}`);
  return rows.map((row) => row.id);
}

async function openInvoices(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[]) {
  const { rows } = await tx.execute<{
    debtor_id: string;
    id: string;
    currency: string;
    open: string;
    issued_on: string;
    due_on: string;
    disputed: boolean;
  }>(sql`
    select i.debtor_id, i.id, i.currency, i.open_minor::text as open, i.issued_on::text, i.due_on::text,
           exists (select 1 from disputes x where x.tenant_id = i.tenant_id and x.invoice_id = i.id
                   and x.resolved_at is null) as disputed
    from invoices i
    where i.tenant_id = ${ctx.tenantId} and i.debtor_id = any(${sql.param([...ids])}::uuid[])
      and i.status = 'open' and i.open_minor > 0
    order by i.due_on, i.id`);
  return byDebtor(rows, (row): SimulatedInvoice => {
    const { currency, issued_on: issuedOn, due_on: dueOn, disputed } = row;
    return { id: toPublicId("invoice", row.id), currency, openMinor: Number(row.open), issuedOn, dueOn, disputed };
  });
}

/** Of each debtor, with what came in since. */
export async function openPromises(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[]) {
  const { rows } = await tx.execute<{
    debtor_id: string;
    currency: string;
    amount: string;
    due_on: string;
    paid: string;
  }>(sql`
    select p.debtor_id, p.currency, p.amount_minor::text as amount, p.due_on::text, coalesce(m.paid, 0)::text as paid
    from promises p
    left join lateral (
      select sum(amount_minor - refunded_minor)::bigint as paid from payments
      where tenant_id = p.tenant_id and debtor_id = p.debtor_id and currency = p.currency and status = 'succeeded'
        and received_at >= p.created_at) m on true
    where p.tenant_id = ${ctx.tenantId} and p.debtor_id = any(${sql.param([...ids])}::uuid[]) and p.status = 'open'
    order by p.id`);
  return byDebtor(rows, (row) => ({
    currency: row.currency,
    amountMinor: Number(row.amount),
    dueOn: row.due_on,
    paidMinor: Number(row.paid),
  }));
}

async function paymentHistories(tx: TenantTransaction, ctx: TenantContext, ids: readonly string[], today: string) {
  const { rows } = await tx.execute<{
    id: string;
    late: number[] | null;
    long_open: number;
    invoices: number;
    kept: number;
    broken: number;
    disputes: number;
  }>(sql`
    select d.id, i.late, coalesce(i.long_open, 0) as long_open, coalesce(i.invoices, 0) as invoices,
           coalesce(p.kept, 0) as kept, coalesce(p.broken, 0) as broken, coalesce(x.disputes, 0) as disputes
    from unnest(${sql.param([...ids])}::uuid[]) as d(id)
    left join lateral (
      select (array_agg(settled_on - due_on order by settled_on desc) filter (where settled_on is not null))[1:50] as late,
             (count(*) filter (where status = 'open' and due_on < ${today}::date - 90))::int as long_open,
             count(*)::int as invoices
      from invoices where tenant_id = ${ctx.tenantId} and debtor_id = d.id) i on true
    left join lateral (
      select (count(*) filter (where status = 'kept'))::int as kept,
             (count(*) filter (where status = 'broken'))::int as broken
      from promises where tenant_id = ${ctx.tenantId} and debtor_id = d.id) p on true
    left join lateral (
      select count(*)::int as disputes from disputes where tenant_id = ${ctx.tenantId} and debtor_id = d.id) x on true`);
  return new Map(
    rows.map((row): [string, PaymentHistory] => [
      row.id,
      {
        lateDays: row.late ?? [],
        longOpen: row.long_open,
        invoices: row.invoices,
        promisesKept: row.kept,
        promisesBroken: row.broken,
        disputes: row.disputes,
      },
    ]),
  );
}

function byDebtor<Row extends { debtor_id: string }, T>(rows: readonly Row[], make: (row: Row) => T): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(row.debtor_id);
    if (list) list.push(make(row));
    else lists.set(row.debtor_id, [make(row)]);
  }
  return lists;
}
