import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { isFree, mayBeDone } from "@/server/calls/followups/run-followups";

/** Workspaces with work after calls, by each one's own clock; one whose clock is being moved is left to that run. */
export function findDueFollowups(limit = 500): Promise<string[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select t.id from tenants t
      where t.clock_target_at is null and exists (
        select 1 from call_followups f where f.tenant_id = t.id
          and ${isFree(sql`coalesce(case when t.mode = 'sandbox' then t.clock_at end, now())`)} and ${mayBeDone})
      limit ${limit}`);
    return rows.map((row) => row.id);
  });
}
