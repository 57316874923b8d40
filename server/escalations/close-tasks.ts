import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** What was asked has been answered: by the member who acts, or by what happened meanwhile. */
export async function closeTasks(tx: TenantTransaction, ctx: TenantContext, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const by = memberOf(ctx);
  await tx.execute(sql`
    update tasks set done_at = ${ctx.clock.now().toISOString()}, done_by = ${by}
    where tenant_id = ${ctx.tenantId} and key = any(${sql.param([...keys])}::text[]) and done_at is null`);
}
