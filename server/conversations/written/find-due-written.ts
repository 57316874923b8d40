import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { mayBeHeld } from "@/server/conversations/written/run-written";

/** Workspaces with conversations in messages to go on with, by each one's own clock; one whose clock is being moved is left to that run. */
export function findDueWritten(limit = 500): Promise<string[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select t.id from tenants t
      where t.clock_target_at is null and exists (
        select 1 from conversations c where c.tenant_id = t.id
          and c.due_at <= coalesce(case when t.mode = 'sandbox' then t.clock_at end, now()) and ${mayBeHeld})
      limit ${limit}`);
    return rows.map((row) => row.id);
  });
}
