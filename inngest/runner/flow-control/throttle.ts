import { keyOf } from "@/inngest/runner/configuration/cel";
import type { FunctionSpec } from "@/inngest/runner/configuration/function-spec";
import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";

/**
 * When a throttled run may start; undefined is at once. Starts are spaced by period / limit, and `burst` of them may come at once: the
 * generic cell rate algorithm, its one timestamp a key in PostgreSQL. The place is taken now, so order is kept.
 */
export async function throttledStart(
  tx: QueueClient,
  fn: FunctionSpec,
  event: StoredEvent | undefined,
  notBefore: Date | undefined,
): Promise<Date | undefined> {
  const throttle = fn.throttle;
  if (!throttle) return notBefore;
  const earliest = notBefore ?? new Date();
  const key = throttle.key ? (keyOf(throttle.key, { event }) ?? "") : "";
  const spacingMs = throttle.period / throttle.limit;
  const toleranceMs = spacingMs * (throttle.burst - 1);
  const taken = await tx.query<{ next_at: Date }>(
    `insert into throttles (function_id, key, next_at) values ($1, $2, $3::timestamptz + $4 * interval '1 ms')
     on conflict (function_id, key) do update
       set next_at = greatest(throttles.next_at, $3::timestamptz) + $4 * interval '1 ms'
     returning next_at`,
    [fn.id, key, earliest, spacingMs],
  );
  const nextAt = taken.rows[0]?.next_at ?? earliest;
  return new Date(Math.max(earliest.getTime(), nextAt.getTime() - spacingMs - toleranceMs));
}
