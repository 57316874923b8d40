import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, eventJob } from "@/inngest/runner/queue/jobs";
import { storedJson } from "@/inngest/runner/queue/stored-json";

/**
 * Writes events durably, each with its job, in the caller's transaction. An id that was seen within the last day
 * is the same event: it is not written again. One statement however many.
 */
export async function acceptEvents(tx: QueueClient, events: StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  const written = await tx.query<{ seq: string; due_at: Date }>(
    `insert into events (id, name, payload, due_at)
     select e.id, e.name, e.payload, greatest(now(), e.due_at)
     from json_to_recordset($1::json) as e(id text, name text, payload jsonb, due_at timestamptz)
     on conflict (id) do nothing
     returning seq, due_at`,
    [
      storedJson(
        events.map((event) => ({
          id: event.id,
          name: event.name,
          payload: event,
          due_at: new Date(event.ts).toISOString(),
        })),
      ),
    ],
  );
  await addJobs(
    tx,
    written.rows.map((row) => eventJob(row.seq, row.due_at)),
  );
}
