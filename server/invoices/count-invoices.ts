import { sql } from "drizzle-orm";
import { countMax, type InvoiceFilters, searchCountMax } from "@/server/invoices/contract";
import { invoiceScope } from "@/server/invoices/invoice-scope";
import { type CappedCount, capped } from "@/server/keyset";
import { read } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/** How many invoices a filter finds, counted no further than is fast. */
export function countInvoices(ctx: TenantContext, filters: InvoiceFilters): Promise<CappedCount> {
  return read(ctx, "invoices.read", async (tx) => {
    const scope = await invoiceScope(tx, ctx, await workspaceDay(tx, ctx), filters);
    const walked = scope.kind === "shelves";
    const most = walked && filters.q ? searchCountMax : countMax;
    const found = walked
      ? sql`invoices i where i.tenant_id = ${ctx.tenantId} and i.shelf = any(${sql.param(scope.shelves)}::text[]) ${scope.where}`
      : scope.rows;
    const { rows } = await tx.execute<{ count: number }>(
      sql`select count(*)::int as count from (select from ${found} limit ${most + 1}) as counted`,
    );
    const count = capped(rows[0]?.count ?? 0, most);
    return scope.shown === "some" ? { ...count, capped: true } : count;
  });
}
