import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/cancel-touches";

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
    delete from enrollment_invoices ei using enrollments e
    where ei.tenant_id = ${ctx.tenantId} and ei.invoice_id = any(${sql.param([...invoiceIds])}::uuid[])
      and e.tenant_id = ei.tenant_id and e.id = ei.enrollment_id and e.campaign_id <> ${campaignId} and e.status <> 'done'
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
