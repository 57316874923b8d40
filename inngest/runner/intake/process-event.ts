// An event that is due: it cancels, it wakes what waits for it, it triggers. One transaction, so that all of it
// happens exactly once.

import { holds } from "@/inngest/runner/configuration/cel";
import type { Registry } from "@/inngest/runner/configuration/function-spec";
import { admit } from "@/inngest/runner/flow-control/admit";
import { lockKeys } from "@/inngest/runner/flow-control/concurrency";
import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { lockRuns } from "@/inngest/runner/runs/run-row";
import { endRun } from "@/inngest/runner/runs/runs";
import { resolveStep } from "@/inngest/runner/runs/steps";

/** Processes one event of the table; one that was processed before is left alone. */
export async function processEvent(tx: QueueClient, registry: Registry, seq: string): Promise<void> {
  const found = await tx.query<{ payload: StoredEvent }>(
    "update events set processed_at = now() where seq = $1 and processed_at is null returning payload",
    [seq],
  );
  const event = found.rows[0]?.payload;
  if (!event) return;
  const cancelled = await runsCancelledBy(tx, event);
  const waiting = await waitsFor(tx, event);
  const runs = await lockRuns(
    tx,
    [...cancelled, ...waiting].flatMap((row) => [row.run_id, row.parent_run]),
  );
  await lockKeys(
    tx,
    cancelled.flatMap((row) => runs.get(row.run_id)?.keys ?? []),
  );
  for (const { run_id } of cancelled) {
    const run = runs.get(run_id);
    if (run?.status !== "running") continue;
    runs.delete(run_id);
    await endRun(tx, run, { status: "cancelled" });
  }
  for (const { run_id, step_id } of waiting) await resolveStep(tx, run_id, step_id, { type: "data", data: event });
  for (const fn of registry.values()) {
    const triggered = fn.triggers.some(
      (trigger) => trigger.event === event.name && holds(trigger.expression, { event }),
    );
    if (triggered) await admit(tx, fn, event);
  }
}

type Listening = { run_id: string; parent_run: string | null; expression: string | null; first: StoredEvent };

async function runsCancelledBy(tx: QueueClient, event: StoredEvent): Promise<Listening[]> {
  const listening = await tx.query<Listening>(
    `select c.run_id, r.parent_run, c.expression, r.events -> 0 as first
     from cancellations c join runs r on r.id = c.run_id
     where c.event_name = $1 and (c.until is null or c.until > now()) and r.status = 'running'
     order by c.run_id`,
    [event.name],
  );
  return listening.rows.filter((row) => holds(row.expression, { event: row.first, async: event }));
}

async function waitsFor(tx: QueueClient, event: StoredEvent): Promise<(Listening & { step_id: string })[]> {
  const waiting = await tx.query<Listening & { step_id: string }>(
    `select w.run_id, w.step_id, r.parent_run, w.expression, r.events -> 0 as first
     from waits w join runs r on r.id = w.run_id
     where w.kind = 'event' and w.event_name = $1 and w.due_at > now()
     order by w.run_id, w.step_id`,
    [event.name],
  );
  return waiting.rows.filter((row) => holds(row.expression, { event: row.first, async: event }));
}
