// A campaign of very many debtors with what was sent to them and what they paid, in few statements. A status, a channel and
// an outcome are rare; one debtor alone has a hundredth of everything.
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/** As many debtors, enrollments, payments and tasks as `rows`, and half as many touches again; their large and small campaign. */
export async function fillActivity(ctx: TenantContext, rows: number) {
  const [large, small] = [randomUUID(), randomUUID()];
  const statements = [
    debtorsOf(ctx, rows),
    ...campaignsOf(ctx, large, small),
    enrollmentsOf(ctx, large, 1),
    enrollmentsOf(ctx, small, 100),
    touchesOf(ctx, large),
    touchesOf(ctx, small),
    touchesOfOne(ctx, Math.ceil(rows / 100)),
    paymentsOf(ctx, rows),
    tasksOf(ctx),
  ];
  for (const statement of statements) await withTenant(ctx, (tx) => tx.execute(statement));
  await sharedConnection().db.execute(sql`analyze debtors, enrollments, touches, payments, tasks`);
  return { large, small };
}

const debtorsOf = (ctx: TenantContext, count: number) => sql`
  insert into debtors (tenant_id, id, external_id, name, kind, country, created_at, updated_at)
  select ${ctx.tenantId}, gen_random_uuid(), 'A' || lpad(n::text, 7, '0'), 'Shipper ' || n, 'company', 'US',
    timestamptz '2025-01-01' + n * interval '1 minute', now()
  from generate_series(1, ${count}::int) n`;

const campaignsOf = (ctx: TenantContext, large: string, small: string) => [
  sql`
    with journey as (
      insert into journeys (tenant_id, id, name, draft, created_at, updated_at)
      values (${ctx.tenantId}, gen_random_uuid(), 'Many', '{}', now(), now()) returning id)
    insert into journey_versions (tenant_id, id, journey_id, number, graph, published_at)
    select ${ctx.tenantId}, ${large}, id, 1, '{}', now() from journey`,
  sql`
    insert into campaigns (tenant_id, id, name, journey_version_id, audience, status, created_at)
    select ${ctx.tenantId}, id, 'Campaign', ${large}, '{}', 'running', now()
    from unnest(array[${large}, ${small}]::uuid[]) as each(id)`,
];

const enrollmentsOf = (ctx: TenantContext, campaignId: string, every: number) => sql`
  insert into enrollments (tenant_id, id, campaign_id, debtor_id, status, due_at, state, outcome, entered_at, ended_at)
  select ${ctx.tenantId}, gen_random_uuid(), ${campaignId}, id, status,
    case when status in ('waiting', 'paused') then timestamptz '2026-03-02' + n % 90000 * interval '1 minute' end,
    '{"node":"start"}', case when status = 'done' then case when n % 5000 = 11 then 'opted_out' else 'paid' end end,
    timestamptz '2025-12-01' + n % 9000 * interval '1 minute',
    case when status = 'done' then timestamptz '2025-12-10' + n % 80000 * interval '1 minute' end
  from (
    select id, n, case when n % 1000 = 7 then 'parked' when n % 10 = 1 then 'holdout' when n % 3 = 0 then 'waiting'
      when n % 10000 = 5 then 'paused' else 'done' end as status
    from (select id, row_number() over (order by external_id) as n from debtors where tenant_id = ${ctx.tenantId}) as d
    where n % ${every}::int = 0 or ${every}::int = 1) as judged`;

const touchesOf = (ctx: TenantContext, campaignId: string) => sql`
  insert into touches (tenant_id, id, key, purpose, enrollment_id, campaign_id, debtor_id, channel, content, status,
    dispatch_at, created_at, sent_at)
  select ${ctx.tenantId}, gen_random_uuid(), id || ':' || visit, 'reminder', id, ${campaignId}, debtor_id,
    case when n % 4000 = 9 then 'voice' when n % 5 = 2 then 'sms' else 'email' end, '{"type":"text","text":"Pay"}',
    case when n < 40 then 'bounced' when n % 9000 = 33 then 'unknown' when n % 12 = 1 then 'queued' else 'delivered' end,
    timestamptz '2025-12-05' + n / 3 * interval '7 second', timestamptz '2025-12-05' + n / 3 * interval '7 second',
    timestamptz '2025-12-05' + n / 3 * interval '7 second'
  from (
    select e.id, e.debtor_id, visit, row_number() over () as n from enrollments e cross join generate_series(1, 2) visit
    where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId} and e.status <> 'holdout') as sent`;

const touchesOfOne = (ctx: TenantContext, count: number) => sql`
  insert into touches (tenant_id, id, key, purpose, debtor_id, channel, content, status, dispatch_at, created_at, sent_at)
  select ${ctx.tenantId}, gen_random_uuid(), 'one:' || n, 'receipt', d.id, 'email', '{"type":"text","text":"Thanks"}',
    'delivered', at, at, at
  from (select id from debtors where tenant_id = ${ctx.tenantId} order by external_id limit 1) as d
  cross join (select n, timestamptz '2025-06-01' + n * interval '1 minute' as at
    from generate_series(1, ${count}::int) n) as made`;

const paymentsOf = (ctx: TenantContext, count: number) => sql`
  insert into payments (tenant_id, id, debtor_id, currency, amount_minor, status, method, received_at, created_at)
  select ${ctx.tenantId}, gen_random_uuid(), d.id, 'USD', 1000 + paid, 'succeeded', 'history',
    timestamptz '2025-01-01' + paid * interval '2 minute', now()
  from (select id, row_number() over (order by external_id) as n from debtors where tenant_id = ${ctx.tenantId}) as d
  join generate_series(1, ${count}::int) as paid on d.n = case when paid % 100 = 0 then 1 else paid end`;

const tasksOf = (ctx: TenantContext) => sql`
  insert into tasks (tenant_id, id, kind, debtor_id, subject_kind, subject_id, key, created_at, done_at)
  select ${ctx.tenantId}, gen_random_uuid(), 'failed_send', debtor_id, 'touch', id, 'task:' || id, created_at,
    case when dispatch_at < timestamptz '2025-12-10' then now() end
  from touches where tenant_id = ${ctx.tenantId} and purpose = 'reminder'`;
