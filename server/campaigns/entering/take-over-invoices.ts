import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/outbox/cancel-touches";

/**
 * Takes invoices that `campaignId` chases from now on out of less important campaigns. An enrollment there that has
 * nothing left to chase ends as `taken_over`, and what it had queued is cancelled; with something left it goes on about
 * that. In the caller's transaction.
 */
export async function takeOverInvoices(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  invoiceIds: readonly string[],
): Promise<void> {
  if (invoiceIds.length === 0) return;
  const { rows } = await tx.execute<{ enrollment_id: string }>(sql`
    with chased as materialized (
      select ei.enrollment_id, ei.invoice_id from unnest(${sql.param([...invoiceIds])}::uuid[]) as asked
      cross join lateral (
        select enrollment_id, invoice_id from enrollment_invoices
        where tenant_id = ${ctx.tenantId} and invoice_id = asked offset 0) ei
      cross join lateral (
        select 1 from enrollments
        where tenant_id = ${ctx.tenantId} and id = ei.enrollment_id and campaign_id <> ${campaignId}
          and status <> 'done' offset 0) e)
    delete from enrollment_invoices ei using chased
    where ei.tenant_id = ${ctx.tenantId} and ei.enrollment_id = chased.enrollment_id
      and ei.invoice_id = chased.invoice_id
    returning ei.enrollment_id`);
  const robbed = [...new Set(rows.map((row) => row.enrollment_id))];
  if (robbed.length === 0) return;
  const ended = await tx.execute<{ id: string }>(sql`
    update enrollments e set status = 'done', outcome = 'taken_over', due_at = null,
      ended_at = ${ctx.clock.now().toISOString()}
    where e.tenant_id = ${ctx.tenantId} and e.id = any(${sql.param(robbed)}::uuid[]) and not exists (
      select 1 from enrollment_invoices ei join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
      where ei.tenant_id = e.tenant_id and ei.enrollment_id = e.id and i.status = 'open' and i.open_minor > 0)
    returning e.id`);
  await cancelTouches(tx, ctx, { enrollmentIds: ended.rows.map((row) => row.id), code: "TAKEN_OVER" });
}
