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
  const written = await tx.query<{ race: boolean; pending: boolean; flying: boolean }>(
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
       exists (select 1 from steps where run_id = $1 and result is null and step_id <> $2) as pending,
       exists (select 1 from items where run_id = $1 and step_id = $7 and state = 'leased') as flying
     from done`,
    [run.id, step.id, step.op ?? "StepRun", step.name ?? step.id, step.race ?? false, storedJson(result), DISCOVERY],
  );
  const row = written.rows[0];
  if (!row) return false;
  if (row.race || !row.pending) await discover(tx, run, row.flying);
  return true;
}

/**
 * Queues a discovery call. One that is in flight was given an older state: it then asks for another when it comes
 * back, so that no two of a run ever overlap.
 */
export async function discover(tx: QueueClient, run: RunRow, flying: boolean): Promise<void> {
  if (flying) await tx.query("update runs set rediscover = true where id = $1", [run.id]);
  else await addItem(tx, run, DISCOVERY);
}
