import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/** Workspaces in which debtors may come into a running campaign by themselves. */
export function findTriggered(limit = 500): Promise<string[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select distinct c.tenant_id as id from campaigns c join tenants t on t.id = c.tenant_id
      where c.status = 'running' and c.trigger is not null and t.clock_target_at is null limit ${limit}`);
    return rows.map((row) => row.id);
  });
}
