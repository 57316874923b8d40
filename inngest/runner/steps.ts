// What happens when a step has its result: it is memoised, and when nothing is pending any more the function is
// called once to discover what comes next.

import type { QueueClient } from "@/inngest/runner/database";
import { addItem, DISCOVERY, lockRun, type RunRow, type SerializedError } from "@/inngest/runner/run-row";
import { storedJson } from "@/inngest/runner/stored-json";

export type StepResult = { type: "data"; data: unknown } | { type: "error"; error: SerializedError };

/**
 * Gives a pending step its result, once: a second result for it changes nothing. False when the run has ended or
 * the step was resolved before.
 */
export async function resolveStep(
  tx: QueueClient,
  runId: string,
  stepId: string,
  result: StepResult,
): Promise<boolean> {
  const run = await lockRun(tx, runId);
  if (run?.status !== "running") return false;
  const done = await tx.query<{ race: boolean }>(
    "update steps set result = $3, done_at = now() where run_id = $1 and step_id = $2 and result is null returning race",
    [runId, stepId, storedJson(result)],
  );
  const step = done.rows[0];
  if (!step) return false;
  await tx.query("delete from waits where run_id = $1 and step_id = $2", [runId, stepId]);
  await tx.query("update runs set stack = stack || $2::text where id = $1", [runId, stepId]);
  if (step.race || !(await hasPendingSteps(tx, runId))) await discover(tx, run);
  return true;
}

async function hasPendingSteps(tx: QueueClient, runId: string): Promise<boolean> {
  const pending = await tx.query("select 1 from steps where run_id = $1 and result is null limit 1", [runId]);
  return pending.rowCount === 1;
}

/**
 * Queues a discovery call. While one is in flight it was given an older state: it then asks for another one when
 * it comes back, so that no two of a run ever overlap.
 */
export async function discover(tx: QueueClient, run: RunRow): Promise<void> {
  const flying = await tx.query("select 1 from items where run_id = $1 and step_id = $2 and state = 'leased'", [
    run.id,
    DISCOVERY,
  ]);
  if (flying.rowCount === 1) await tx.query("update runs set rediscover = true where id = $1", [run.id]);
  else await addItem(tx, run, DISCOVERY);
}
