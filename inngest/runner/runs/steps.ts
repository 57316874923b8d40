// What happens when a step has its result: it is memoised, and when nothing is pending any more the function is
// called once to discover what comes next. A step of a race holds nobody up: each result of one is a discovery.
import type { QueueClient } from "@/inngest/runner/queue/database";
import { storedJson } from "@/inngest/runner/queue/stored-json";
import { addItem, DISCOVERY, lockRun, type RunRow, type SerializedError } from "@/inngest/runner/runs/run-row";

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
  return recordResult(tx, run, { id: stepId }, result);
}

/** A step as its op describes it; one that was planned before is known already. */
export type StepDescription = { id: string; op?: string; name?: string; race?: boolean };

/** Writes a result of a locked, running run, in one statement with all that depends on it, and goes on. */
export async function recordResult(
  tx: QueueClient,
  run: RunRow,
  step: StepDescription,
  result: StepResult,
): Promise<boolean> {
  const written = await tx.query<{ race: boolean; pending: boolean }>(
    `with done as (
       insert into steps (run_id, step_id, op, name, race, result, done_at)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp())
       on conflict (run_id, step_id) do update set result = excluded.result, done_at = excluded.done_at
         where steps.result is null
       returning race
     ), answered as (
       delete from waits where run_id = $1 and step_id = $2
     ), ordered as (
       update runs set stack = stack || $2::text where id = $1 and exists (select 1 from done)
     )
     select race,
       exists (select 1 from steps where run_id = $1 and result is null and not race and step_id <> $2) as pending
     from done`,
    [run.id, step.id, step.op ?? "StepRun", step.name ?? step.id, step.race ?? false, storedJson(result)],
  );
  const row = written.rows[0];
  if (!row) return false;
  if (row.race || !row.pending) await discover(tx, run);
  return true;
}

/**
 * Queues a discovery call, unless one is queued or in flight: no two of a run ever overlap. Whether one in flight was
 * given this state is not asked here, where the claim may be half done: it is told when it comes back (`discoverMissed`).
 */
async function discover(tx: QueueClient, run: RunRow): Promise<void> {
  await addItem(tx, run, DISCOVERY);
}

/**
 * After a discovery call: another one where results came since it was given the run. The order of completion tells:
 * it grows with each result, and a claim reads it in one snapshot with the results.
 */
export async function discoverMissed(tx: QueueClient, run: RunRow, given: RunRow): Promise<void> {
  if (run.stack.length > given.stack.length) await discover(tx, run);
}
