// Many debtors and invoices in few statements, spread as receivables are: most are paid, some are late, a few disputed.
import { sql } from "drizzle-orm";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 100_000;

/** The search index is built once afterwards: row by row it would be most of the filling. */
export async function fillWorkspace(ctx: TenantContext, size: { invoices: number; debtors: number }) {
  const database = sharedConnection().db;
  const { rows } = await database.execute<{ definition: string }>(
    sql`select pg_get_indexdef('invoices_search'::regclass) as definition`,
  );
  await database.execute(sql`drop index invoices_search`);
  await withTenant(ctx, (tx) => tx.execute(debtorsOf(ctx, size.debtors)));
  await withTenant(ctx, (tx) => tx.execute(contactsOf(ctx)));
  await withTenant(ctx, (tx) => tx.execute(pointsOf(ctx)));
  for (let from = 0; from < size.invoices; from += BATCH) {
    const to = Math.min(from + BATCH, size.invoices);
    await withTenant(ctx, (tx) => tx.execute(invoicesOf(ctx, size.debtors, from, to)));
  }
  await withTenant(ctx, async (tx) => {
    await tx.execute(paymentsOf(ctx));
    await tx.execute(allocationsOf(ctx));
    await tx.execute(disputesOf(ctx));
    await tx.execute(balancesOf(ctx));
  });
  await database.execute(sql.raw(rows[0]?.definition ?? ""));
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

/** Five years of invoices in a shuffled order, one in six still open, a few in a rare currency, void or written off. */
const invoicesOf = (ctx: TenantContext, debtors: number, from: number, to: number) => sql`
  with owing as materialized (
    select id, row_number() over (order by external_id) - 1 as position from debtors where tenant_id = ${ctx.tenantId}),
  made as (
    select n, (n::bigint * 7919) % ${debtors}::int as position, date '2026-03-20' - ((n::bigint * 104729) % 1825)::int as due_on,
      1000 + (n::bigint * 15485863) % 900000 as amount
    from generate_series(${from}::int + 1, ${to}::int) n)
  insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency, amount_minor,
    paid_minor, status, settled_on, load_number, bol_number, created_at, updated_at)
  select ${ctx.tenantId}, gen_random_uuid(), owing.id, 'INV-' || lpad(n::text, 7, '0'), 'INV' || n, due_on - 30, due_on,
    case when n % 997 = 0 then 'JPY' when n % 9 = 0 then 'EUR' else 'USD' end, amount,
    case when n % 6 = 0 or n % 401 = 0 then 0 else amount end,
    case when n % 401 = 0 then 'void' when n % 6 = 0 then 'open' else 'paid' end,
    case when n % 6 = 0 or n % 401 = 0 then null else due_on + 5 end,
    'LD-' || (n::bigint * 31) % 1000000, case when n % 3 = 0 then 'BOL' || n end, now(), now()
  from made join owing using (position)`;

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
  from invoices where tenant_id = ${ctx.tenantId} and status = 'open' and amount_minor % 50 = 0`;

const balancesOf = (ctx: TenantContext) => sql`
  insert into debtor_balances (tenant_id, debtor_id, currency, open_minor, open_count, oldest_due_on)
  select tenant_id, debtor_id, currency, sum(open_minor), count(*), min(due_on)
  from invoices where tenant_id = ${ctx.tenantId} and status = 'open' and open_minor > 0
  group by tenant_id, debtor_id, currency`;
