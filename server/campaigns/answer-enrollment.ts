// What a step asked for came back: kept beside the signals until the interpreter reads it, in the caller's transaction.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import type { Answer } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

type NewAnswer = Omit<Answer, "kind"> & { enrollmentId: string };

/** Wakes the enrollments; one that is done hears nothing any more. */
export async function answerEnrollments(
  tx: TenantTransaction,
  ctx: TenantContext,
  answers: readonly NewAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  const now = ctx.clock.now().toISOString();
  const rows = answers.map(({ enrollmentId, ...data }) => ({ id: ctx.chance.id(), enrollment_id: enrollmentId, data }));
  await tx.execute(sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, enrollment_id uuid, data jsonb)),
    woken as (
      update enrollments e
      set due_at = case when e.status = 'waiting' then least(e.due_at, ${now}::timestamptz) else e.due_at end
      from (select distinct enrollment_id from given) g
      where e.tenant_id = ${ctx.tenantId} and e.id = g.enrollment_id and e.status <> 'done' returning e.id)
    insert into enrollment_signals (tenant_id, id, enrollment_id, kind, data, at)
    select ${ctx.tenantId}::uuid, given.id, given.enrollment_id, 'answer', given.data, ${now}::timestamptz
    from given join woken on woken.id = given.enrollment_id`);
  await notifyWorkers(tx, ctx);
}
