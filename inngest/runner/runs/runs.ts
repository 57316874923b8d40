// A run's life: made with its first item, ended once, by completing, failing or being cancelled.

import { numberOf } from "@/inngest/runner/configuration/cel";
import { dueAt } from "@/inngest/runner/configuration/durations";
import type { FunctionSpec } from "@/inngest/runner/configuration/function-spec";
import { concurrencyKeys, lockKeys, wakeBlocked } from "@/inngest/runner/flow-control/concurrency";
import { throttledStart } from "@/inngest/runner/flow-control/throttle";
import { acceptEvents } from "@/inngest/runner/intake/accept-events";
import { internalEvent, newRunId, newTraceparent, type StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, waitJob } from "@/inngest/runner/queue/jobs";
import { storedJson } from "@/inngest/runner/queue/stored-json";
import { addItem, DISCOVERY, type RunRow, type SerializedError } from "@/inngest/runner/runs/run-row";
import { resolveStep } from "@/inngest/runner/runs/steps";

/** Makes the run and its first call; throttling decides when, concurrency whether it must wait for a place. */
export async function createRun(
  tx: QueueClient,
  fn: FunctionSpec,
  events: StoredEvent[],
  options: { parent?: { runId: string; stepId: string }; notBefore?: Date } = {},
): Promise<string> {
  const id = newRunId();
  const event = events[0];
  const priority = fn.priority?.run ? clamp(numberOf(fn.priority.run, { event })) : 0;
  const keys = concurrencyKeys(fn, event);
  const runAt = await throttledStart(tx, fn, event, options.notBefore);
  await tx.query(
    `insert into runs (id, function_id, events, priority, keys, parent_run, parent_step, traceparent)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      fn.id,
      storedJson(events),
      priority,
      keys,
      options.parent?.runId ?? null,
      options.parent?.stepId ?? null,
      traceparentOf(event),
    ],
  );
  for (const cancel of fn.cancel) {
    const until = cancel.timeout ? dueAt(cancel.timeout, new Date()) : undefined;
    await tx.query("insert into cancellations (run_id, event_name, expression, until) values ($1, $2, $3, $4)", [
      id,
      cancel.event,
      cancel.if ?? null,
      until ?? null,
    ]);
  }
  await addItem(tx, { id, function_id: fn.id, priority, keys }, DISCOVERY, runAt);
  return id;
}

type Ending =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: SerializedError }
  | { status: "cancelled" };

/**
 * Ends a running run: nothing of it is left waiting, its parent learns the result, its failure is announced. Call with
 * the run, and its parent, locked.
 */
export async function endRun(tx: QueueClient, run: RunRow, ending: Ending): Promise<void> {
  const error =
    ending.status === "failed"
      ? ending.error
      : ending.status === "cancelled"
        ? { name: "Error", message: "The run was cancelled." }
        : undefined;
  await tx.query(`update runs set status = $2, output = $3, error = $4, ended_at = now() where id = $1`, [
    run.id,
    ending.status,
    ending.status === "completed" ? storedJson(ending.output ?? null) : null,
    error ? storedJson(error) : null,
  ]);
  // A call in flight keeps its item until it comes back: its place in a concurrency limit is still taken.
  await lockKeys(tx, run.keys);
  const dropped = await tx.query<{ state: string }>(
    "delete from items where run_id = $1 and state <> 'leased' returning state",
    [run.id],
  );
  // One that had just been given a place never takes it.
  const places = dropped.rows.filter((item) => item.state === "scheduled").length;
  if (places > 0) await wakeBlocked(tx, run.keys, places);
  await tx.query("delete from waits where run_id = $1", [run.id]);
  await tx.query("delete from cancellations where run_id = $1", [run.id]);
  if (error) await acceptEvents(tx, [endingEvent(run, ending.status, error)]);
  if (run.parent_run && run.parent_step) {
    const result =
      ending.status === "completed"
        ? ({ type: "data", data: ending.output ?? null } as const)
        : ({ type: "error", error: error ?? { name: "Error", message: "" } } as const);
    await resolveStep(tx, run.parent_run, run.parent_step, result);
  }
}

function endingEvent(run: RunRow, status: string, error: SerializedError): StoredEvent {
  return internalEvent(status === "failed" ? "inngest/function.failed" : "inngest/function.cancelled", {
    _inngest: { status: status === "failed" ? "Failed" : "Cancelled" },
    error,
    event: run.events[0],
    events: run.events,
    function_id: run.function_id,
    run_id: run.id,
  });
}

/** Waiting for an event, an invoked run or a time: resolved by what comes first, the time at the latest. */
export async function addWait(
  tx: QueueClient,
  wait: {
    runId: string;
    stepId: string;
    kind: "sleep" | "event" | "invoke";
    dueAt: Date;
    eventName?: string;
    expression?: string;
  },
): Promise<void> {
  await tx.query(
    "insert into waits (run_id, step_id, kind, event_name, expression, due_at) values ($1, $2, $3, $4, $5, $6)",
    [wait.runId, wait.stepId, wait.kind, wait.eventName ?? null, wait.expression ?? null, wait.dueAt],
  );
  await addJobs(tx, [waitJob(wait.runId, wait.stepId, wait.dueAt)]);
}

function traceparentOf(event: StoredEvent | undefined): string {
  const given = event?.data?.traceparent;
  return typeof given === "string" && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)
    ? given
    : newTraceparent();
}

function clamp(seconds: number): number {
  return Math.max(-600, Math.min(600, seconds));
}
