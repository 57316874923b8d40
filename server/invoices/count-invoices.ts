import { sql } from "drizzle-orm";
import { type CappedCount, countMax, type InvoiceFilters, searchCountMax } from "@/server/invoices/contract";
import { invoiceScope } from "@/server/invoices/invoice-conditions";
import { read } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** How many invoices a filter finds, counted no further than is fast. */
export function countInvoices(ctx: TenantContext, filters: InvoiceFilters): Promise<CappedCount> {
  return read(ctx, "invoices.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const scope = await invoiceScope(tx, ctx, workspace, filters);
    if (scope.ids) return { count: scope.ids.length, capped: false };
    const most = filters.q ? searchCountMax : countMax;
    const source = scope.past
      ? sql`(select v.* from ${scope.past} as past join invoices v on v.tenant_id = ${ctx.tenantId} and v.id = past.id) as i`
      : sql`invoices i`;
    const { rows } = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (select 1 from ${source} where ${scope.where} limit ${most + 1}) as counted`);
    const count = rows[0]?.count ?? 0;
    return { count: Math.min(count, most), capped: count > most };
  });
}
