// An event that is due: it cancels, it wakes what waits for it, it triggers. One transaction, so that all of it
// happens exactly once.
import { admit } from "@/inngest/runner/admit";
import { holds } from "@/inngest/runner/cel";
import type { QueueClient } from "@/inngest/runner/database";
import type { StoredEvent } from "@/inngest/runner/event";
import type { Registry } from "@/inngest/runner/function-spec";
import { lockRun } from "@/inngest/runner/run-row";
import { endRun } from "@/inngest/runner/runs";
import { resolveStep } from "@/inngest/runner/steps";

/** Processes one event of the table; one that was processed before is left alone. */
export async function processEvent(tx: QueueClient, registry: Registry, seq: string): Promise<void> {
  const found = await tx.query<{ payload: StoredEvent }>(
    "update events set processed_at = now() where seq = $1 and processed_at is null returning payload",
    [seq],
  );
  const event = found.rows[0]?.payload;
  if (!event) return;
  await cancelRuns(tx, event);
  await wakeWaits(tx, event);
  for (const fn of registry.values()) {
    const triggered = fn.triggers.some(
      (trigger) => trigger.event === event.name && holds(trigger.expression, { event }),
    );
    if (triggered) await admit(tx, fn, event);
  }
}

type Listening = { run_id: string; expression: string | null; first: StoredEvent };

async function cancelRuns(tx: QueueClient, event: StoredEvent) {
  const listening = await tx.query<Listening>(
    `select c.run_id, c.expression, r.events -> 0 as first
     from cancellations c join runs r on r.id = c.run_id
     where c.event_name = $1 and (c.until is null or c.until > now()) and r.status = 'running'
     order by c.run_id`,
    [event.name],
  );
  for (const row of listening.rows) {
    if (!holds(row.expression, { event: row.first, async: event })) continue;
    const run = await lockRun(tx, row.run_id);
    if (run?.status === "running") await endRun(tx, run, { status: "cancelled" });
  }
}

async function wakeWaits(tx: QueueClient, event: StoredEvent) {
  const waiting = await tx.query<Listening & { step_id: string }>(
    `select w.run_id, w.step_id, w.expression, r.events -> 0 as first
     from waits w join runs r on r.id = w.run_id
     where w.kind = 'event' and w.event_name = $1 and w.due_at > now()
     order by w.run_id, w.step_id`,
    [event.name],
  );
  for (const row of waiting.rows) {
    if (!holds(row.expression, { event: row.first, async: event })) continue;
    await resolveStep(tx, row.run_id, row.step_id, { type: "data", data: event });
  }
}
