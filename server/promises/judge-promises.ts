import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { writeAudit } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, instantAt } from "@/server/time/calendar";

/**
 * Judges open promises: kept as soon as that much came in since, or nothing is open any more; broken once their day
 * is over in the workspace's zone. Answers how many were judged. Any number may run at once.
 */
export async function judgePromises(ctx: TenantContext): Promise<{ kept: number; broken: number }> {
  return withTenant(ctx, async (tx) => {
    const now = ctx.clock.now();
    const { today } = await workspaceDay(tx, ctx);
    const { rows } = await tx.execute<{ id: string; debtor_id: string; kept: boolean }>(sql`
      select p.id, p.debtor_id, (coalesce(b.open_minor, 0) = 0 or coalesce(m.paid_minor, 0) >= p.amount_minor) as kept
      from promises p
      left join debtor_balances b
        on b.tenant_id = p.tenant_id and b.debtor_id = p.debtor_id and b.currency = p.currency
      left join lateral (
        select sum(amount_minor - refunded_minor)::bigint as paid_minor from payments
        where tenant_id = p.tenant_id and debtor_id = p.debtor_id and currency = p.currency
          and status = 'succeeded' and received_at >= p.created_at) m on true
      where p.tenant_id = ${ctx.tenantId} and p.status = 'open'
        and (p.due_on < ${today} or coalesce(b.open_minor, 0) = 0 or coalesce(m.paid_minor, 0) >= p.amount_minor)
      order by p.id
      for update of p skip locked`);
    for (const promise of rows) {
      const status = promise.kept ? "kept" : "broken";
      await tx.execute(sql`
        update promises set status = ${status}, closed_at = ${now.toISOString()}
        where tenant_id = ${ctx.tenantId} and id = ${promise.id}`);
      const { debtor_id: debtorId } = promise;
      await signalDebtor(tx, ctx, { debtorId, kind: `promise_${status}`, data: { promiseId: promise.id } });
      await writeAudit(tx, ctx, "promises.create", { kind: "promise", id: promise.id, details: { status } });
    }
    const kept = rows.filter((row) => row.kept).length;
    return { kept, broken: rows.length - kept };
  });
}

/** When the next open promise is to be judged: the first instant after its day. Null when none is open. */
export async function nextPromiseAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute<{ due_on: string | null }>(sql`
    select min(due_on)::text as due_on from promises where tenant_id = ${ctx.tenantId} and status = 'open'`);
  const dueOn = rows[0]?.due_on;
  if (!dueOn) return null;
  const { zone } = await workspaceDay(tx, ctx);
  return instantAt(zone, addDays(dueOn, 1), "00:00");
}
