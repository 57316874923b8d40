import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { raiseTasks } from "@/server/escalations/raise-task";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";

const SOON_DAYS = 7;

/** Puts before a person what must be answered within a week, and again what was not answered in time. */
export function remindOfRequests(ctx: TenantContext): Promise<{ due: number; overdue: number }> {
  return withTenant(ctx, async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    const { rows } = await tx.execute<{ id: string; debtor_id: string; overdue: boolean }>(sql`
      select id, debtor_id, due_on < ${today} as overdue from rights_requests
      where tenant_id = ${ctx.tenantId} and status = 'open' and due_on <= ${addDays(today, SOON_DAYS)} order by due_on limit 1000`);
    const tasks = rows.map(({ id, debtor_id: debtorId, overdue }) => ({
      kind: overdue ? ("rights_overdue" as const) : ("rights_due" as const),
      key: `${overdue ? "rights_overdue" : "rights_due"}:${id}`,
      debtorId,
      subjectKind: "rightsRequest",
      subjectId: id,
    }));
    await raiseTasks(tx, ctx, tasks);
    const overdue = rows.filter((row) => row.overdue).length;
    return { due: rows.length - overdue, overdue };
  });
}
