// graphile-worker's jobs: each one points at a row of ours by its key, so that a missing job can be made again
// from the row (see repair.ts), and a second one for the same row replaces the first.
import { JOBS_SCHEMA, type QueueClient } from "@/inngest/runner/queue/database";

export type JobTask = "event" | "drive" | "wait" | "debounce" | "batch" | "cron";

export type Job = {
  task: JobTask;
  /** Unique; what the task is about. */
  key: string;
  payload: Record<string, unknown>;
  runAt?: Date;
  /** Higher first, as Inngest counts it. */
  priority?: number;
};

export const eventJob = (seq: string, runAt?: Date): Job => ({
  task: "event",
  key: `event:${seq}`,
  payload: { seq },
  runAt,
});

export const driveJob = (item: { id: string; function_id: string; priority: number }, runAt?: Date): Job => ({
  task: "drive",
  key: `item:${item.id}`,
  payload: { item: item.id, functionId: item.function_id },
  runAt,
  priority: item.priority,
});

export const waitJob = (runId: string, stepId: string, runAt: Date): Job => ({
  task: "wait",
  key: `wait:${runId}:${stepId}`,
  payload: { runId, stepId },
  runAt,
});

export const debounceJob = (functionId: string, key: string, runAt: Date): Job => ({
  task: "debounce",
  key: `debounce:${functionId}:${key}`,
  payload: { functionId, key },
  runAt,
});

export const batchJob = (id: string, functionId: string, key: string, runAt: Date): Job => ({
  task: "batch",
  key: `batch:${id}`,
  payload: { id, functionId, key },
  runAt,
});

export const cronJob = (functionId: string, expression: string, runAt: Date): Job => ({
  task: "cron",
  key: `cron:${functionId}:${expression}`,
  payload: { functionId, expression },
  runAt,
});

// A worker that dies counts as an attempt of graphile-worker's; ours are counted on the item.
const ATTEMPTS_MAX = 32_767;

/** Adds them in the caller's transaction: a job exists exactly when the state it belongs to does. */
export async function addJobs(tx: QueueClient, jobs: Job[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.query(
    `select count(*) from ${JOBS_SCHEMA}.add_jobs((
       select array_agg((j.task, j.payload, null, coalesce(j.run_at, now()), ${ATTEMPTS_MAX}, j.key, j.priority, null)
                        ::${JOBS_SCHEMA}.job_spec)
       from json_to_recordset($1::json) as j(task text, payload json, run_at timestamptz, key text, priority smallint)
     ))`,
    [
      JSON.stringify(
        jobs.map((job) => ({
          task: job.task,
          key: job.key,
          payload: job.payload,
          run_at: job.runAt?.toISOString() ?? null,
          priority: -(job.priority ?? 0),
        })),
      ),
    ],
  );
}
