// The only door to tenant tables. A transaction runs as a role that is neither owner nor BYPASSRLS, with
// the tenant bound inside it; the policies of db/columns.ts compare every row with that binding.
import { sql } from "drizzle-orm";
import { sharedConnection, type Transaction } from "@/db/client";
import { byKeyOnly, keepingPlans } from "@/db/kept-plans";

export type TenantTransaction = Transaction & { readonly __tenant?: never };

/**
 * Runs `work` in one transaction that sees only this tenant's rows. Never hold it across a network call:
 * read → commit → provider → record. `byKey`: a batch of look-ups by key, whose plans are kept.
 */
export function withTenant<T>(
  tenant: { tenantId: string },
  work: (tx: TenantTransaction) => Promise<T>,
  options: { byKey?: boolean } = {},
): Promise<T> {
  const plans = options.byKey ? sql`, ${byKeyOnly}` : sql``;
  const { transaction, driver } = sharedConnection();
  return transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'duelane_app', true), set_config('app.tenant_id', ${tenant.tenantId}, true)${plans}`,
    );
    return work(options.byKey && driver === "pg" ? keepingPlans(tx) : tx);
  });
}
