import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";

/**
 * Recomputes `debtor_balances` of these debtors from their invoices. Every verb that writes invoices or
 * allocations calls it in the same transaction.
 */
export async function refreshBalances(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  debtorIds: readonly string[],
): Promise<void> {
  if (debtorIds.length === 0) return;
  const ids = sql.param([...debtorIds]);
  await tx.execute(sql`
    delete from debtor_balances where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[])`);
  await tx.execute(sql`
    insert into debtor_balances (tenant_id, debtor_id, currency, open_minor, open_count, oldest_due_on)
    select tenant_id, debtor_id, currency, sum(open_minor), count(*), min(due_on)
    from invoices
    where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and status = 'open' and open_minor > 0
    group by tenant_id, debtor_id, currency`);
}
