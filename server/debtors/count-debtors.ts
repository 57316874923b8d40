import { sql } from "drizzle-orm";
import type { DebtorFilters } from "@/server/debtors/contract";
import { debtorWhere } from "@/server/debtors/debtor-conditions";
import { countMax } from "@/server/invoices/contract";
import { type CappedCount, capped } from "@/server/keyset";
import { read } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** How many debtors a filter finds, counted no further than `countMax`. */
export function countDebtors(ctx: TenantContext, filters: DebtorFilters): Promise<CappedCount> {
  return read(ctx, "debtors.read", async (tx) => {
    const where = await debtorWhere(tx, ctx, await workspaceDay(tx, ctx), filters);
    const { rows } = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (select 1 from debtors d where ${where} limit ${countMax + 1}) as counted`);
    return capped(rows[0]?.count ?? 0, countMax);
  });
}
