// For *.db.test.ts: two transactions that meet, without waiting for a time.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/** Ends once somebody waits for what the connection `pid` holds. */
export async function untilBlockedBy(ctx: TenantContext, pid: number): Promise<void> {
  for (;;) {
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute<{ count: number }>(
        sql`select count(*)::int as count from pg_locks where not granted and ${pid} = any(pg_blocking_pids(pid))`,
      ),
    );
    if (rows[0]?.count) return;
  }
}
