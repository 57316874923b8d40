import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/** What is asked about a person whose data is restricted waits until that is lifted; `errand` names the row. */
export const mayGoOn = (errand: string) =>
  sql.raw(`not exists (select 1 from debtors d
  where d.tenant_id = ${errand}.tenant_id and d.id = ${errand}.debtor_id and d.restricted_at is not null)`);

/** Workspaces with errands whose time has come, by each one's own clock; one whose clock is being moved is left to that run. */
export function findDueErrands(limit = 500): Promise<string[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select t.id from tenants t
      where t.clock_target_at is null and exists (
        select 1 from errands e where e.tenant_id = t.id and e.status in ('queued', 'sending') and ${mayGoOn("e")}
          and e.due_at <= coalesce(case when t.mode = 'sandbox' then t.clock_at end, now()))
      limit ${limit}`);
    return rows.map((row) => row.id);
  });
}
