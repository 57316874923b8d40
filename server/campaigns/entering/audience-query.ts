// Whom an audience takes in, as SQL over open invoices. Internal to campaigns.
import { type SQL, sql } from "drizzle-orm";
import type { Audience } from "@/server/campaigns/contract";
import { addDays } from "@/server/time/calendar";

/** Conditions on an invoice `i` that the campaign chases. `today` is the workspace's day. */
export function chasedInvoices(ctx: { tenantId: string }, audience: Audience, today: string): SQL {
  const conditions = [
    sql`i.tenant_id = ${ctx.tenantId}`,
    sql`i.status = 'open'`,
    sql`i.open_minor > 0`,
    sql`i.due_on <= ${addDays(today, -audience.overdueDaysMin)}::date`,
  ];
  if (audience.currency) conditions.push(sql`i.currency = ${audience.currency}`);
  return sql.join(conditions, sql` and `);
}

/** Conditions on a debtor `d`: nobody whom a stop took out. */
export function wantedDebtors(ctx: { tenantId: string }, audience: Audience): SQL {
  return sql`${meantDebtors(ctx, audience)} and d.stop is null and d.erased_at is null`;
}

/** Conditions on a debtor `d` whom the audience means, also where a stop keeps them out. */
export function meantDebtors(ctx: { tenantId: string }, audience: Audience): SQL {
  const conditions = [sql`d.tenant_id = ${ctx.tenantId}`];
  if (audience.countries?.length) conditions.push(sql`d.country = any(${sql.param(audience.countries)}::text[])`);
  if (audience.debtorKinds?.length) conditions.push(sql`d.kind = any(${sql.param(audience.debtorKinds)}::text[])`);
  return sql.join(conditions, sql` and `);
}

/** Of a debtor's chased invoices together; `marksFrom`: one of them is due from that day on. */
export function largeEnough(audience: Audience, marksFrom?: string): SQL {
  const large =
    audience.balanceMinMinor === undefined ? sql`true` : sql`sum(i.open_minor) >= ${audience.balanceMinMinor}`;
  return marksFrom === undefined ? large : sql`${large} and bool_or(i.due_on >= ${marksFrom}::date)`;
}

/**
 * Another campaign keeps the invoice `i`: it is live there, and that campaign is as important or more, or holds the
 * debtor out, whom then nobody may contact about it. An invoice is chased once.
 */
export function keptElsewhere(ctx: { tenantId: string }, campaignId: string | null, priority: number): SQL {
  const other = campaignId ? sql`and e.campaign_id <> ${campaignId}` : sql``;
  return sql`exists (
    select 1 from enrollment_invoices ei
    join enrollments e on e.tenant_id = ei.tenant_id and e.id = ei.enrollment_id and e.status <> 'done'
    join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
    where ei.tenant_id = ${ctx.tenantId} and ei.invoice_id = i.id ${other}
      and (c.priority >= ${priority} or e.status = 'holdout'))`;
}
