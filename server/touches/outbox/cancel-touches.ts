import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

export type CancelledTouch = { id: string; enrollmentId: string | null; nodeId: string | null; visit: number };

/** `answersTo`: the debtor of these enrollments, whose answers go with what the enrollments have queued. */
type Whose = { debtorId: string } | { enrollmentIds: readonly string[]; answersTo?: string };

/**
 * Takes queued reminders, and answers that may no longer be true, out of the outbox and gives their ledger slots back. Conditional on `queued`: a dispatch
 * that claims the same row at the same moment either sees it cancelled or was first, never both.
 */
export async function cancelTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: Whose & { code: string; address?: string },
): Promise<CancelledTouch[]> {
  const scope = scopeOf(ctx, of);
  const address = of.address
    ? sql`and exists (select 1 from contact_points p
            where p.tenant_id = t.tenant_id and p.id = t.contact_point_id and p.address = ${of.address})`
    : sql``;
  const { rows } = await tx.execute<{ id: string; enrollment_id: string | null; node_id: string | null; key: string }>(
    sql`
    update touches t set status = 'cancelled', result_code = ${of.code}, settled_at = ${ctx.clock.now().toISOString()}
    where t.tenant_id = ${ctx.tenantId} and ${scope} and t.status = 'queued' and t.purpose in ('reminder', 'answer') ${address}
    returning t.id, t.enrollment_id, t.node_id, t.key`,
  );
  await releaseSlots(
    tx,
    ctx,
    rows.map((row) => row.id),
  );
  // Ids are made in the order of deciding, so their order is that of the decisions.
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  return rows.map((row) => ({
    id: row.id,
    enrollmentId: row.enrollment_id,
    nodeId: row.node_id,
    visit: Number(row.key.slice(row.key.lastIndexOf(":") + 1)) || 0,
  }));
}

function scopeOf(ctx: TenantContext, of: Whose) {
  if ("debtorId" in of) return sql`t.debtor_id = ${of.debtorId}`;
  const theirs = sql`t.enrollment_id = any(${sql.param([...of.enrollmentIds])}::uuid[])`;
  if (of.answersTo) return sql`t.debtor_id = ${of.answersTo} and (t.purpose = 'answer' or ${theirs})`;
  // By their debtors, through the index that debtors have.
  return sql`${theirs} and t.debtor_id in (select debtor_id from enrollments
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...of.enrollmentIds])}::uuid[]))`;
}
