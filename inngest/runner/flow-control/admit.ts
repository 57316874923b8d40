// From an event that triggers a function to a run, through the gates that may drop it, hold it back or gather it.

import { holds, keyOf } from "@/inngest/runner/configuration/cel";
import type { FunctionSpec } from "@/inngest/runner/configuration/function-spec";
import { lockKeys } from "@/inngest/runner/flow-control/concurrency";
import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, batchJob, debounceJob } from "@/inngest/runner/queue/jobs";
import { storedJson } from "@/inngest/runner/queue/stored-json";
import { createRun } from "@/inngest/runner/runs/runs";

/** One event for one function whose trigger matched. */
export async function admit(tx: QueueClient, fn: FunctionSpec, event: StoredEvent): Promise<void> {
  if (fn.rateLimit && !(await withinRate(tx, fn, fn.rateLimit, event))) return;
  if (fn.debounce) return holdBack(tx, fn, fn.debounce, event);
  if (fn.batchEvents && holds(fn.batchEvents.if, { event })) return gather(tx, fn, fn.batchEvents, event);
  await start(tx, fn, [event]);
}

/** Starts a run unless its idempotency key started one within the last day. */
export async function start(tx: QueueClient, fn: FunctionSpec, events: StoredEvent[], notBefore?: Date) {
  if (fn.idempotency) {
    const key = keyOf(fn.idempotency, { event: events[0] });
    if (key !== undefined && !(await firstWithin24Hours(tx, fn.id, key))) return;
  }
  await createRun(tx, fn, events, { notBefore });
}

async function firstWithin24Hours(tx: QueueClient, functionId: string, key: string): Promise<boolean> {
  const taken = await tx.query(
    `insert into idempotency (function_id, key, expires_at) values ($1, $2, now() + interval '24 hours')
     on conflict (function_id, key) do update set expires_at = excluded.expires_at
       where idempotency.expires_at <= now()
     returning 1`,
    [functionId, key],
  );
  return taken.rowCount === 1;
}

async function withinRate(
  tx: QueueClient,
  fn: FunctionSpec,
  rate: NonNullable<FunctionSpec["rateLimit"]>,
  event: StoredEvent,
): Promise<boolean> {
  const key = rate.key ? (keyOf(rate.key, { event }) ?? "") : "";
  await lockKeys(tx, [`rate:${fn.id}:${key}`]);
  const taken = await tx.query(
    `insert into rate_starts (function_id, key, at)
     select $1, $2, clock_timestamp()
     where (select count(*) from rate_starts
            where function_id = $1 and key = $2 and at > clock_timestamp() - $3 * interval '1 ms') < $4
     returning 1`,
    [fn.id, key, rate.period, rate.limit],
  );
  return taken.rowCount === 1;
}

async function holdBack(
  tx: QueueClient,
  fn: FunctionSpec,
  debounce: NonNullable<FunctionSpec["debounce"]>,
  event: StoredEvent,
): Promise<void> {
  const key = debounce.key ? (keyOf(debounce.key, { event }) ?? "") : "";
  // To the millisecond, as the job is: one that came a moment before its row is due would find nothing to do.
  const held = await tx.query<{ due_at: Date }>(
    `insert into debounces as d (function_id, key, event, due_at)
     values ($1, $2, $3, date_trunc('milliseconds', now() + $4 * interval '1 ms'))
     on conflict (function_id, key) do update set
       event = excluded.event,
       due_at = least(excluded.due_at, date_trunc('milliseconds', d.first_at + $5 * interval '1 ms'))
     returning due_at`,
    [fn.id, key, storedJson(event), debounce.period, debounce.timeout ?? null],
  );
  await addJobs(tx, [debounceJob(fn.id, key, held.rows[0]?.due_at ?? new Date())]);
}

/** The held-back event's time has come, unless a later event moved it on. */
export async function releaseDebounced(tx: QueueClient, fn: FunctionSpec, key: string): Promise<void> {
  const due = await tx.query<{ event: StoredEvent }>(
    "delete from debounces where function_id = $1 and key = $2 and due_at <= now() returning event",
    [fn.id, key],
  );
  const event = due.rows[0]?.event;
  if (event) await start(tx, fn, [event]);
}

async function gather(
  tx: QueueClient,
  fn: FunctionSpec,
  batch: NonNullable<FunctionSpec["batchEvents"]>,
  event: StoredEvent,
): Promise<void> {
  const key = batch.key ? (keyOf(batch.key, { event }) ?? "") : "";
  const gathered = await tx.query<{ id: string; due_at: Date; size: number }>(
    `insert into batches as b (function_id, key, events, due_at)
     values ($1, $2, jsonb_build_array($3::jsonb), now() + $4 * interval '1 ms')
     on conflict (function_id, key) do update set events = b.events || $3::jsonb
     returning id, due_at, jsonb_array_length(events) as size`,
    [fn.id, key, storedJson(event), batch.timeout],
  );
  const row = gathered.rows[0];
  if (!row) return;
  if (row.size >= batch.maxSize) await releaseBatch(tx, fn, key, row.id);
  else if (row.size === 1) await addJobs(tx, [batchJob(row.id, fn.id, key, row.due_at)]);
}

/** A batch is full, or its time has come: one run with all of its events, in the order they came. */
export async function releaseBatch(tx: QueueClient, fn: FunctionSpec, key: string, id: string): Promise<void> {
  const closed = await tx.query<{ events: StoredEvent[] }>(
    "delete from batches where function_id = $1 and key = $2 and id = $3 returning events",
    [fn.id, key, id],
  );
  const events = closed.rows[0]?.events;
  if (events) await start(tx, fn, events);
}
