// Many debtors and invoices in few statements, spread as receivables are: most are paid, some are late, a few disputed.
import { sql } from "drizzle-orm";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 100_000;

/** The indexes are built once afterwards: row by row they would be most of the filling. */
export async function fillWorkspace(ctx: TenantContext, size: { invoices: number; debtors: number }) {
  const database = sharedConnection().db;
  const { rows: indexes } = await database.execute<{ name: string; definition: string }>(sql`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = 'invoices'::regclass and not indisunique`);
  for (const { name } of indexes) await database.execute(sql.raw(`drop index ${name}`));
  const parties = [debtorsOf(ctx, size.debtors), contactsOf(ctx), pointsOf(ctx)];
  for (const insert of parties) {
    await withTenant(ctx, (tx) => tx.execute(insert));
    await database.execute(sql`analyze debtors, contacts`);
  }
  for (let from = 0; from < size.invoices; from += BATCH) {
    const to = Math.min(from + BATCH, size.invoices);
    await withTenant(ctx, (tx) => tx.execute(invoicesOf(ctx, size, from, to)));
  }
  for (const { definition } of indexes) await database.execute(sql.raw(definition));
  await database.execute(sql`analyze invoices`);
  await withTenant(ctx, async (tx) => {
    await tx.execute(paymentsOf(ctx));
    await tx.execute(allocationsOf(ctx));
    await tx.execute(disputesOf(ctx));
    await tx.execute(balancesOf(ctx));
  });
}

const debtorsOf = (ctx: TenantContext, count: number) => sql`
  insert into debtors (tenant_id, id, external_id, name, kind, country, city, created_at, updated_at)
  select ${ctx.tenantId}, gen_random_uuid(), 'C' || lpad(n::text, 6, '0'),
    (array['Acme', 'Blue Ridge', 'Carrier', 'Delta', 'Evergreen', 'Falcon', 'Granite'])[1 + n % 7] || ' '
      || (array['Freight', 'Produce', 'Steel', 'Foods', 'Lumber'])[1 + n % 5] || ' ' || n,
    (array['company', 'company', 'sole_trader', 'consumer'])[1 + n % 4], (array['US', 'DE', 'IN'])[1 + n % 3],
    'City ' || n % 500, timestamptz '2025-01-01' + n * interval '1 minute', now()
  from generate_series(1, ${count}::int) n`;

const contactsOf = (ctx: TenantContext) => sql`
  insert into contacts (tenant_id, id, debtor_id, name, is_primary, created_at)
  select tenant_id, gen_random_uuid(), id, 'Person ' || external_id, true, now()
  from debtors where tenant_id = ${ctx.tenantId}`;

const pointsOf = (ctx: TenantContext) => sql`
  insert into contact_points (tenant_id, id, debtor_id, contact_id, kind, address, is_primary, created_at)
  select c.tenant_id, gen_random_uuid(), c.debtor_id, c.id, each.kind, each.address, true, now()
  from contacts c join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
  cross join lateral (values ('email', 'ap' || substr(d.external_id, 2)::int || '@example.com'),
    ('phone', '+1512' || lpad(substr(d.external_id, 2), 7, '5'))) as each(kind, address)
  where c.tenant_id = ${ctx.tenantId}`;

/**
 * Five years of invoices in the order they were written, so that numbers, loads, issue and due days rise together and
 * what is open is mostly recent: a filter then often lies far from where a sort begins. One debtor has a tenth of them,
 * another came late and has many; a few are in a rare currency, void or written off.
 */
const invoicesOf = (ctx: TenantContext, size: { invoices: number; debtors: number }, from: number, to: number) => sql`
  with owing as materialized (
    select id, row_number() over (order by external_id) - 1 as position from debtors where tenant_id = ${ctx.tenantId}),
  written as (
    select n, (n::bigint * 7919) % 100 as chance, 1000 + (n::bigint * 15485863) % 900000 as amount,
      case when n % 10 = 0 then 0 when n > ${size.invoices}::int * 0.8 and n % 4 = 3 then 1
        else (n::bigint * 7919) % ${size.debtors}::int end as position,
      date '2021-03-01' + (n::bigint * 1822 / ${size.invoices}::int)::int + (n::bigint * 104729 % 5)::int as issued_on
    from generate_series(${from}::int + 1, ${to}::int) n),
  made as (
    select *, issued_on + (array[15, 30, 30, 45, 60])[1 + position % 5] as due_on,
      case when n % 997 = 0 then 'JPY' when n % 9 = 0 then 'EUR' when n % 50 = 7 then 'CAD' else 'USD' end as currency,
      case when n % 20 = 0 then 'CR/' || n
        else 'INV-' || extract(year from issued_on) || '-' || lpad(n::text, 7, '0') end as number
    from written),
  judged as (
    select *, case when n % 401 = 0 then 'void' when n % 1009 = 0 and due_on < date '2025-03-01' then 'written_off'
      when due_on < date '2026-01-01' and chance >= 12 then 'paid' when due_on < date '2026-03-02' and chance >= 50 then 'paid'
      when chance >= 95 then 'paid' else 'open' end as status
    from made)
  insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency, amount_minor,
    paid_minor, status, settled_on, load_number, bol_number, created_at, updated_at)
  select ${ctx.tenantId}, gen_random_uuid(), owing.id, number, regexp_replace(number, '[^A-Z0-9]', '', 'g'), issued_on,
    due_on, currency, case when currency = 'JPY' then amount * 100 else amount end,
    case when status = 'paid' then case when currency = 'JPY' then amount * 100 else amount end
      when status = 'open' and chance % 7 = 0 then amount / 3 else 0 end,
    status, case when status <> 'open' then due_on + 5 end,
    'LD-' || (n::bigint * 31) % 1000000, case when n % 3 = 0 then 'BOL' || n end, now(), now()
  from judged join owing using (position)`;

const paymentsOf = (ctx: TenantContext) => sql`
  insert into payments (tenant_id, id, debtor_id, currency, amount_minor, status, method, received_at, created_at, provider_ref)
  select tenant_id, gen_random_uuid(), debtor_id, currency, amount_minor, 'succeeded', 'history',
    settled_on + time '12:00', now(), id::text
  from invoices where tenant_id = ${ctx.tenantId} and status = 'paid' and settled_on > date '2025-10-01'`;

const allocationsOf = (ctx: TenantContext) => sql`
  insert into payment_allocations (tenant_id, id, payment_id, invoice_id, amount_minor, created_at)
  select tenant_id, gen_random_uuid(), id, provider_ref::uuid, amount_minor, now()
  from payments where tenant_id = ${ctx.tenantId}`;

const disputesOf = (ctx: TenantContext) => sql`
  insert into disputes (tenant_id, id, debtor_id, invoice_id, reason, source, opened_at)
  select tenant_id, gen_random_uuid(), debtor_id, id, 'Short delivery', 'import', now()
  from invoices where tenant_id = ${ctx.tenantId} and status = 'open' and amount_minor % 7 = 0`;

const balancesOf = (ctx: TenantContext) => sql`
  insert into debtor_balances (tenant_id, debtor_id, currency, open_minor, open_count, oldest_due_on)
  select tenant_id, debtor_id, currency, sum(open_minor), count(*), min(due_on)
  from invoices where tenant_id = ${ctx.tenantId} and status = 'open' and open_minor > 0
  group by tenant_id, debtor_id, currency`;
