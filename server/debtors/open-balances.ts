import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

export type OpenBalance = { currency: string; openMinor: number; overdueMinor: number };

/** What a debtor owes in each currency, and how much of it was due before that day; summed where it lies. */
export async function openBalances(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  today: string,
): Promise<OpenBalance[]> {
  const { rows } = await tx.execute<{ currency: string; open: string; overdue: string }>(sql`
    select b.currency, b.open_minor as open, coalesce(due.minor, 0) as overdue
    from debtor_balances b
    left join lateral (
      select sum(i.open_minor) as minor from invoices i
      where i.tenant_id = b.tenant_id and i.debtor_id = b.debtor_id and i.currency = b.currency
        and i.status = 'open' and i.open_minor > 0 and i.due_on < ${today}) due on b.oldest_due_on < ${today}
    where b.tenant_id = ${ctx.tenantId} and b.debtor_id = ${debtorId} and b.open_minor > 0
    order by b.currency`);
  return rows.map((row) => ({
    currency: row.currency,
    openMinor: Number(row.open),
    overdueMinor: Number(row.overdue),
  }));
}
