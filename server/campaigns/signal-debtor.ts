import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { cancelling, ofOneTouch } from "@/server/campaigns/signal-rules";
import type { SignalKind } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/outbox/cancel-touches";

/** The channel on which workers wait for due work; the payload is the tenant. */
export const WAKE_CHANNEL = "duelane_wake";

/**
 * Tells a debtor's live enrollments that something happened, in the caller's transaction: the signal is kept until
 * its interpreter read it, the enrollment is due now, queued touches are cancelled where the signal says so, and the
 * worker is woken at commit. Of an opt-out, `data.address` limits the cancelling to that address; `invoiceIds` limits all
 * of it to enrollments that chase one of them. Who is held out is not told: nothing of theirs is decided.
 */
export async function signalDebtor(
  tx: TenantTransaction,
  ctx: TenantContext,
  signal: {
    debtorId: string;
    kind: SignalKind;
    data?: Record<string, unknown>;
    touchId?: string;
    invoiceIds?: readonly string[];
  },
): Promise<{ enrollments: number; cancelledTouches: number }> {
  const now = ctx.clock.now().toISOString();
  const one =
    signal.touchId !== undefined && ofOneTouch.has(signal.kind)
      ? sql`and id = (select enrollment_id from touches where tenant_id = ${ctx.tenantId} and id = ${signal.touchId})`
      : sql``;
  const chasing = signal.invoiceIds
    ? sql`and id in (select enrollment_id from enrollment_invoices
        where tenant_id = ${ctx.tenantId} and invoice_id = any(${sql.param([...signal.invoiceIds])}::uuid[]))`
    : sql``;
  // First the enrollments: where a worker is deciding one right now this waits for it, and what it queued is then seen.
  const live = await tx.execute<{ id: string }>(sql`
    update enrollments set due_at = case when status = 'waiting' then least(due_at, ${now}::timestamptz) else due_at end
    where tenant_id = ${ctx.tenantId} and debtor_id = ${signal.debtorId} and status not in ('done', 'holdout')
      ${one} ${chasing}
    returning id`);

  const address = typeof signal.data?.address === "string" ? signal.data.address : undefined;
  const code = signal.kind.toUpperCase();
  const scope = signal.invoiceIds
    ? { enrollmentIds: live.rows.map((row) => row.id), answersTo: signal.debtorId }
    : { debtorId: signal.debtorId };
  const cancelled = cancelling.has(signal.kind) ? await cancelTouches(tx, ctx, { ...scope, code, address }) : [];

  if (live.rows.length > 0) {
    const { address: _address, ...details } = signal.data ?? {};
    const rows = live.rows.map(({ id }) => ({
      id: ctx.chance.id(),
      enrollment_id: id,
      data: {
        ...details,
        cancelled: cancelled
          .filter((touch) => touch.enrollmentId === id && touch.nodeId !== null)
          .map(({ nodeId, visit }) => ({ nodeId, visit })),
      },
    }));
    await tx.execute(sql`
      insert into enrollment_signals (tenant_id, id, enrollment_id, kind, data, at)
      select ${ctx.tenantId}::uuid, id, enrollment_id, ${signal.kind}, data, ${now}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, enrollment_id uuid, data jsonb)`);
    await notifyWorkers(tx, ctx);
  }
  return { enrollments: live.rows.length, cancelledTouches: cancelled.length };
}

/** Wakes the loops at commit. */
export async function notifyWorkers(tx: TenantTransaction, ctx: { tenantId: string }): Promise<void> {
  await tx.execute(sql`select pg_notify(${WAKE_CHANNEL}, ${ctx.tenantId})`);
}
