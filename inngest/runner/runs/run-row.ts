import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, driveJob } from "@/inngest/runner/queue/jobs";

export type SerializedError = { name: string; message: string; stack?: string };

export type RunRow = {
  id: string;
  function_id: string;
  events: StoredEvent[];
  status: "running" | "completed" | "failed" | "cancelled";
  priority: number;
  keys: string[];
  /** The steps that have a result, in the order they got it. */
  stack: string[];
  parent_run: string | null;
  parent_step: string | null;
  traceparent: string;
};

/** What a job says about the item it drives. */
export type ItemRow = { id: string; function_id: string; priority: number };

/** The step id of a call that discovers what comes next. */
export const DISCOVERY = "step";

/** Locks the run for the rest of the transaction. */
export async function lockRun(tx: QueueClient, runId: string): Promise<RunRow | undefined> {
  const found = await tx.query<RunRow>("select * from runs where id = $1 for update", [runId]);
  return found.rows[0];
}

/**
 * Locks runs for the rest of the transaction, a child before its parent (which is older), as a run that ends does.
 * Everybody locks in one order: runs, then keys of flow control, then items.
 */
export async function lockRuns(tx: QueueClient, ids: (string | null)[]): Promise<Map<string, RunRow>> {
  const found = await tx.query<RunRow>("select * from runs where id = any($1) order by id desc for update", [
    ids.filter((id) => id !== null),
  ]);
  return new Map(found.rows.map((run) => [run.id, run]));
}

/** Queues one call of a run: a discovery, or a planned step. */
export async function addItem(
  tx: QueueClient,
  run: Pick<RunRow, "id" | "function_id" | "priority" | "keys">,
  stepId: string,
  runAt?: Date,
): Promise<void> {
  const made = await tx.query<ItemRow>(
    `insert into items (run_id, function_id, step_id, priority, keys, run_at) values ($1, $2, $3, $4, $5, coalesce($6, now()))
     on conflict (run_id, step_id) do nothing returning id, function_id, priority`,
    [run.id, run.function_id, stepId, run.priority, run.keys, runAt ?? null],
  );
  const item = made.rows[0];
  if (item) await addJobs(tx, [driveJob(item, runAt)]);
}

/** An error as it is memoised and announced. */
export function serialized(error: { name?: string; message?: string; stack?: string } | undefined): SerializedError {
  return {
    name: error?.name ?? "Error",
    message: error?.message ?? "The function failed without a message.",
    ...(error?.stack ? { stack: error.stack } : {}),
  };
}
