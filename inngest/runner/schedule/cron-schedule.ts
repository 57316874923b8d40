import type { Registry } from "@/inngest/runner/configuration/function-spec";
import { start } from "@/inngest/runner/flow-control/admit";
import { internalEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, cronJob } from "@/inngest/runner/queue/jobs";
import { nextTick } from "@/inngest/runner/schedule/cron";

/** Notes every cron trigger's next tick that is not noted yet; those of functions that are gone are forgotten. */
export async function scheduleCrons(tx: QueueClient, registry: Registry): Promise<void> {
  for (const fn of registry.values()) {
    for (const trigger of fn.triggers) {
      if (!trigger.cron) continue;
      const nextAt = nextTick(trigger.cron, new Date());
      const made = await tx.query(
        `insert into crons (function_id, expression, next_at) values ($1, $2, $3)
         on conflict (function_id, expression) do nothing`,
        [fn.id, trigger.cron, nextAt],
      );
      if (made.rowCount === 1) await addJobs(tx, [cronJob(fn.id, trigger.cron, nextAt)]);
    }
  }
}

/**
 * A tick is due: one run, and the next tick. Ticks missed while no worker ran are made up by one run. Workers that
 * come to it at once meet at the row: the first moves it on.
 */
export async function tick(tx: QueueClient, registry: Registry, functionId: string, expression: string) {
  const due = await tx.query<{ next_at: Date }>(
    "select next_at from crons where function_id = $1 and expression = $2 and next_at <= now() for update",
    [functionId, expression],
  );
  const dueAt = due.rows[0]?.next_at;
  if (!dueAt) return;
  const fn = registry.get(functionId);
  const trigger = fn?.triggers.find((candidate) => candidate.cron === expression);
  if (!fn || !trigger) {
    await tx.query("delete from crons where function_id = $1 and expression = $2", [functionId, expression]);
    return;
  }
  const nextAt = nextTick(expression, new Date());
  await tx.query("update crons set next_at = $3 where function_id = $1 and expression = $2", [
    functionId,
    expression,
    nextAt,
  ]);
  await addJobs(tx, [cronJob(functionId, expression, nextAt)]);
  const event = internalEvent("inngest/scheduled.timer", { cron: expression }, dueAt);
  const notBefore = trigger.jitter ? new Date(Date.now() + Math.random() * trigger.jitter) : undefined;
  await start(tx, fn, [event], notBefore);
}
