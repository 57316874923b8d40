import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Overview, OverviewMoney, overviewInput, TouchBrief } from "@/server/analytics/contract";
import { read } from "@/server/mutate";
import { zonesOf } from "@/server/policy/zones";
import { toPublicId } from "@/server/public-ids";
import { daySpan, type WorkspaceDay, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";
import { instantOf } from "@/server/time/instants";

/** What is going on and what happens next, as of the workspace's clock. Ageing and tasks have verbs of their own. */
export function getOverview(ctx: TenantContext, input: z.output<typeof overviewInput>): Promise<Overview> {
  return read(ctx, "overview.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const any = await tx.execute(sql`select 1 from invoices where tenant_id = ${ctx.tenantId} limit 1`);
    const campaigns = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from campaigns where tenant_id = ${ctx.tenantId} and status in ('launching', 'running')`);
    return {
      now: ctx.clock.now(),
      today: workspace.today,
      zone: workspace.zone,
      currency: workspace.currency,
      days: input.days,
      empty: any.rows.length === 0,
      money: await moneyOf(tx, ctx, workspace, input.days),
      touchesToday: await touchesToday(tx, ctx, workspace),
      nextTouches: await nextTouches(tx, ctx),
      waiting: await waitingDebtors(tx, ctx),
      runningCampaigns: campaigns.rows[0]?.count ?? 0,
    };
  });
}

/** The first instant of the period that ends today and has that many days. */
export function periodStart(workspace: WorkspaceDay, days: number): string {
  return daySpan(workspace.zone, addDays(workspace.today, 1 - days)).from.toISOString();
}

async function moneyOf(tx: TenantTransaction, ctx: TenantContext, workspace: WorkspaceDay, days: number) {
  const from = periodStart(workspace, days);
  const before = periodStart(workspace, days * 2);
  const { rows } = await tx.execute<Record<keyof OverviewMoney, string>>(sql`
    with collected as (
      select currency,
        coalesce(sum(amount_minor - refunded_minor) filter (where received_at >= ${from}), 0) as minor,
        count(*) filter (where received_at >= ${from}) as count,
        coalesce(sum(amount_minor - refunded_minor) filter (where received_at < ${from}), 0) as minor_before
      from payments
      where tenant_id = ${ctx.tenantId} and received_at >= ${before} and received_at <= ${ctx.clock.now().toISOString()}
        and status in ('succeeded', 'refunded')
      group by currency),
    promised as (
      select currency, sum(amount_minor) as minor, count(*) as count from promises
      where tenant_id = ${ctx.tenantId} and status = 'open' group by currency),
    disputed as (
      select i.currency, sum(i.open_minor) as minor, count(*) as count from invoices i
      where i.tenant_id = ${ctx.tenantId} and i.status = 'open' and i.id in (
        select d.invoice_id from disputes d where d.tenant_id = ${ctx.tenantId} and d.resolved_at is null)
      group by i.currency),
    used as (select currency from collected union select currency from promised union select currency from disputed)
    select u.currency, coalesce(c.minor, 0) as "collectedMinor", coalesce(c.count, 0) as "collectedCount",
      coalesce(c.minor_before, 0) as "collectedBeforeMinor", coalesce(p.minor, 0) as "promisedMinor",
      coalesce(p.count, 0) as "promisedCount", coalesce(d.minor, 0) as "disputedMinor",
      coalesce(d.count, 0) as "disputedCount"
    from used u left join collected c using (currency) left join promised p using (currency)
      left join disputed d using (currency)
    order by u.currency`);
  return rows.map(
    (row): OverviewMoney => ({
      currency: row.currency,
      collectedMinor: Number(row.collectedMinor),
      collectedCount: Number(row.collectedCount),
      collectedBeforeMinor: Number(row.collectedBeforeMinor),
      promisedMinor: Number(row.promisedMinor),
      promisedCount: Number(row.promisedCount),
      disputedMinor: Number(row.disputedMinor),
      disputedCount: Number(row.disputedCount),
    }),
  );
}

async function touchesToday(tx: TenantTransaction, ctx: TenantContext, workspace: WorkspaceDay) {
  const { from, until } = daySpan(workspace.zone, workspace.today);
  const [start, end] = [from.toISOString(), until.toISOString()];
  const { rows } = await tx.execute<{ channel: TouchBrief["channel"]; made: number; queued: number; refused: number }>(
    sql`
    select channel, sum(made)::int as made, sum(queued)::int as queued, sum(refused)::int as refused from (
      select channel, count(*) filter (where status not in ('refused', 'cancelled', 'queued')) as made,
        0 as queued, count(*) filter (where status = 'refused') as refused
      from touches where tenant_id = ${ctx.tenantId}
        and coalesce(sent_at, settled_at) >= ${start} and coalesce(sent_at, settled_at) < ${end} group by channel
      union all
      select channel, 0, count(*), 0 from touches
      where tenant_id = ${ctx.tenantId} and status = 'queued' and dispatch_at < ${end} group by channel) as each
    group by channel order by channel`,
  );
  return rows;
}

async function nextTouches(tx: TenantTransaction, ctx: TenantContext): Promise<TouchBrief[]> {
  const { rows } = await tx.execute<TouchRow>(sql`
    select t.id, t.debtor_id, d.name, t.channel, t.status, t.purpose, t.result_code, t.dispatch_at, p.address,
      d.country, d.region, d.postal_code, d.address_verified, d.stated_time_zone
    from (select * from touches where tenant_id = ${ctx.tenantId} and status = 'queued'
          order by dispatch_at, id limit 8) t
    join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
    left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
    order by t.dispatch_at, t.id`);
  return rows.map((row) => ({
    id: toPublicId("touch", row.id),
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.name,
    channel: row.channel,
    status: row.status,
    purpose: row.purpose,
    resultCode: row.result_code,
    at: instantOf(row.dispatch_at),
    zones: zonesOf(
      {
        country: row.country,
        region: row.region,
        postalCode: row.postal_code,
        addressVerified: row.address_verified,
        statedTimeZone: row.stated_time_zone,
      },
      row.channel === "email" ? null : row.address,
    ),
  }));
}

async function waitingDebtors(tx: TenantTransaction, ctx: TenantContext): Promise<Overview["waiting"]> {
  const { rows } = await tx.execute<{ count: number; next: string | Date | null }>(sql`
    select count(distinct e.debtor_id)::int as count, min(e.due_at) as next
    from enrollments e join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
    where e.tenant_id = ${ctx.tenantId} and e.status = 'waiting' and c.status in ('launching', 'running')`);
  const [row] = rows;
  return row?.next ? { count: row.count, nextDueAt: instantOf(row.next) } : null;
}

type TouchRow = {
  id: string;
  debtor_id: string;
  name: string;
  channel: TouchBrief["channel"];
  status: string;
  purpose: string;
  result_code: string | null;
  dispatch_at: string | Date;
  address: string | null;
  country: string;
  region: string | null;
  postal_code: string | null;
  address_verified: boolean;
  stated_time_zone: string | null;
};
