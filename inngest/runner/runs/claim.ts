// Taking an item: from here on this worker alone may write its result, as long as it holds the token.
import { randomUUID } from "node:crypto";
import type { FunctionSpec } from "@/inngest/runner/configuration/function-spec";
import { fullKeys, lockKeys, wakeBlocked } from "@/inngest/runner/flow-control/concurrency";
import type { QueueClient } from "@/inngest/runner/queue/database";
import type { RunRow } from "@/inngest/runner/runs/run-row";
import type { StepResult } from "@/inngest/runner/runs/steps";

export type Claim = {
  itemId: string;
  token: string;
  stepId: string;
  attempt: number;
  run: RunRow;
  /** Results so far, by step. */
  memo: Record<string, StepResult>;
  /** Whether steps of the run are still pending: then the function only plans, it runs nothing by itself. */
  parallel: boolean;
};

type Row = RunRow & {
  item_id: string;
  step_id: string;
  attempt: number;
  memo: Record<string, StepResult> | null;
  pending: number;
};

/** Leases the item to this worker. Undefined: it is gone, leased by another, or waits for a place now. */
export async function claimItem(
  tx: QueueClient,
  fn: FunctionSpec,
  itemId: string,
  worker: string,
): Promise<Claim | undefined> {
  const token = randomUUID();
  if (fn.concurrency.length > 0 && !(await takePlace(tx, fn, itemId))) return undefined;
  const leased = await tx.query<Row>(
    `with item as (
       update items set state = 'leased', blocked_on = null, token = $2, worker = $3
       where id = $1 and state = 'scheduled'
         and exists (select 1 from runs where runs.id = items.run_id and runs.status = 'running')
       returning *
     )
     select item.id as item_id, item.step_id, item.attempt, r.*,
       (select jsonb_object_agg(s.step_id, s.result) from steps s where s.run_id = r.id and s.result is not null) as memo,
       (select count(*)::int from steps s where s.run_id = r.id and s.result is null) as pending
     from item join runs r on r.id = item.run_id`,
    [itemId, token, worker],
  );
  const row = leased.rows[0];
  if (!row) return undefined;
  const { item_id, step_id, attempt, memo, pending, ...run } = row;
  return { itemId: item_id, token, stepId: step_id, attempt, run, memo: memo ?? {}, parallel: pending > 0 };
}

/** Counts under the keys' locks; a full key parks the item until someone gives a place back. */
async function takePlace(tx: QueueClient, fn: FunctionSpec, itemId: string): Promise<boolean> {
  const found = await tx.query<{ keys: string[] }>("select keys from items where id = $1", [itemId]);
  const keys = found.rows[0]?.keys;
  if (!keys) return false;
  await lockKeys(tx, keys);
  const full = await fullKeys(tx, fn, keys);
  if (full.length === 0) return true;
  await tx.query("update items set state = 'blocked', blocked_on = $2 where id = $1 and state = 'scheduled'", [
    itemId,
    full[0],
  ]);
  // Whoever woke this item gave it a place it cannot use now: pass it on.
  await wakeBlocked(
    tx,
    keys.filter((key) => !full.includes(key)),
  );
  return false;
}

/**
 * Ends the lease, with its place: false when the token is no longer this worker's (it was taken for dead and
 * another took over), and then nothing of its result may be written. Call with the run and its keys locked.
 */
export async function releaseItem(tx: QueueClient, claim: Claim): Promise<boolean> {
  const gone = await tx.query("delete from items where id = $1 and token = $2", [claim.itemId, claim.token]);
  if (gone.rowCount !== 1) return false;
  await wakeBlocked(tx, claim.run.keys);
  return true;
}

/** Puts the same call back with one more attempt, due later. Call with the run and its keys locked. */
export async function retryItem(tx: QueueClient, claim: Claim, runAt: Date): Promise<boolean> {
  const kept = await tx.query(
    `update items set state = 'scheduled', attempt = attempt + 1, token = null, worker = null, run_at = $3
     where id = $1 and token = $2`,
    [claim.itemId, claim.token, runAt],
  );
  if (kept.rowCount !== 1) return false;
  await wakeBlocked(tx, claim.run.keys);
  return true;
}
