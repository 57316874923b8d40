// For the tests of this folder: files as text, and what an import left in the database.
import { type SQL, sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { type RunImportInput, runImport } from "@/server/imports/run-import";
import type { TenantContext } from "@/server/tenant-context";

export const options = { currency: "USD", country: "US" } as const;

/** Imports text as a file. */
export function importText(ctx: TenantContext, text: string, more: Partial<RunImportInput> = {}) {
  return runImport(ctx, { fileName: "test.csv", content: Buffer.from(text), options, ...more });
}

export async function rowsOf<T>(ctx: TenantContext, query: SQL): Promise<T[]> {
  const result = await withTenant(ctx, (tx) => tx.execute(query));
  return result.rows as T[];
}

/** How many rows each table of the workspace has. */
export async function sizes(ctx: TenantContext): Promise<Record<string, number>> {
  const counts = await rowsOf<Record<string, number>>(
    ctx,
    sql`select (select count(*)::int from debtors where tenant_id = ${ctx.tenantId}) as debtors,
      (select count(*)::int from contacts where tenant_id = ${ctx.tenantId}) as contacts,
      (select count(*)::int from contact_points where tenant_id = ${ctx.tenantId}) as addresses,
      (select count(*)::int from consents where tenant_id = ${ctx.tenantId}) as consents,
      (select count(*)::int from invoices where tenant_id = ${ctx.tenantId}) as invoices,
      (select count(*)::int from payments where tenant_id = ${ctx.tenantId}) as payments,
      (select count(*)::int from payment_allocations where tenant_id = ${ctx.tenantId}) as allocations,
      (select count(*)::int from disputes where tenant_id = ${ctx.tenantId}) as disputes,
      (select count(*)::int from held_events where tenant_id = ${ctx.tenantId}) as held`,
  );
  return counts[0] ?? {};
}
