// What a batch of wakes left behind, in few statements. Internal to the engine.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { personKeys } from "@/server/audit/person-seal";
import { quotes, storedEvent } from "@/server/campaigns/waking/quoting-events";
import { raiseEnded } from "@/server/campaigns/waking/raise-ended";
import type { Woken } from "@/server/campaigns/waking/woken";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

/** New states, one history row a wake, and the signals that were read. */
export async function writeWakes(tx: TenantTransaction, ctx: TenantContext, wakes: readonly Woken[]): Promise<void> {
  if (wakes.length === 0) return;
  const quoting = wakes.filter(({ events }) => events.some(quotes)).map(({ debtorId }) => debtorId);
  const keys = quoting.length > 0 ? await personKeys(tx, ctx, quoting) : undefined;
  const at = ctx.clock.now().toISOString();
  const rows = wakes.map((wake) => ({
    id: wake.id,
    status: wake.status,
    due_at: wake.dueAt?.toISOString() ?? null,
    state: wake.state,
    outcome: wake.outcome,
    parked_reason: wake.parkedReason,
    ended_at: wake.status === "done" ? at : null,
  }));
  const updated = tx.execute(sql`
    update enrollments e set status = x.status, due_at = x.due_at, state = x.state, outcome = x.outcome,
      parked_reason = x.parked_reason, ended_at = x.ended_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, status text, due_at timestamptz, state jsonb, outcome text, parked_reason text, ended_at timestamptz)
    where e.tenant_id = ${ctx.tenantId} and e.id = x.id`);

  const history = wakes
    .filter((wake) => wake.events.length > 0)
    .map(({ id, debtorId, events }) => ({
      id: ctx.chance.id(),
      enrollment_id: id,
      events: keys ? events.map((event) => storedEvent(event, keys.get(debtorId), ctx.chance.bytes)) : events,
    }));
  const kept = tx.execute(sql`
    insert into enrollment_history (tenant_id, id, enrollment_id, at, events)
    select ${ctx.tenantId}::uuid, id, enrollment_id, ${at}::timestamptz, events
    from json_to_recordset(${JSON.stringify(history)}::json) as x(id uuid, enrollment_id uuid, events jsonb)`);

  const read = wakes.flatMap((wake) => wake.signalIds);
  const consumed =
    read.length > 0
      ? tx.execute(sql`
          update enrollment_signals set consumed_at = ${at}
          where tenant_id = ${ctx.tenantId} and id = any(${sql.param(read)}::uuid[])`)
      : undefined;
  await together([updated, kept, consumed]);
  await raiseParked(
    tx,
    ctx,
    wakes.filter((wake) => wake.status === "parked"),
  );
  await raiseEnded(tx, ctx, wakes);
}

/** Puts parked enrollments before a person. */
export function raiseParked(
  tx: TenantTransaction,
  ctx: TenantContext,
  parked: readonly { id: string; debtorId: string }[],
): Promise<void> {
  const tasks = parked.map(({ id, debtorId }) => ({
    kind: "parked_enrollment" as const,
    key: `parked:${id}`,
    debtorId,
    subjectKind: "enrollment",
    subjectId: id,
  }));
  return raiseTasks(tx, ctx, tasks);
}
