// Places in a concurrency limit are counted from the leased items themselves, under an advisory lock for each key,
// so that a count and the change it allows are one thing whatever number of workers there is.
import { keyOf } from "@/inngest/runner/configuration/cel";
import type { FunctionSpec } from "@/inngest/runner/configuration/function-spec";
import type { StoredEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, driveJob } from "@/inngest/runner/queue/jobs";
import type { ItemRow } from "@/inngest/runner/runs/run-row";

const LOCK_CLASS = 7_265;

/** One key for each limit of the function, in the order of its configuration. */
export function concurrencyKeys(fn: FunctionSpec, event: StoredEvent | undefined): string[] {
  return fn.concurrency.map((option, index) => {
    const value = option.key ? (keyOf(option.key, { event }) ?? "") : "";
    if (option.scope === "fn") return `fn:${fn.id}:${index}:${value}`;
    return `${option.scope}:${option.key}:${value}`;
  });
}

/** Serialises whoever counts, takes or gives back places of these keys, until the transaction ends. */
export async function lockKeys(tx: QueueClient, keys: string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort()) {
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [LOCK_CLASS, key]);
  }
}

/** Those of its keys that have no free place; call with the keys locked. */
export async function fullKeys(tx: QueueClient, fn: FunctionSpec, keys: string[]): Promise<string[]> {
  const full: string[] = [];
  for (const [index, key] of keys.entries()) {
    const limit = fn.concurrency[index]?.limit;
    if (limit === undefined) continue;
    const taken = await tx.query<{ count: number }>(
      "select count(*)::int as count from items where state = 'leased' and keys @> array[$1]",
      [key],
    );
    if ((taken.rows[0]?.count ?? 0) >= limit) full.push(key);
  }
  return full;
}

/**
 * Lets as many items as places came free try again, for each key: highest priority, then oldest. One too many only
 * finds no place and waits again. Call with the keys locked.
 */
export async function wakeBlocked(tx: QueueClient, keys: string[], places = 1): Promise<void> {
  for (const key of new Set(keys)) {
    const woken = await tx.query<ItemRow>(
      `update items set state = 'scheduled', blocked_on = null
       where id in (select id from items where state = 'blocked' and blocked_on = $1
                    order by priority desc, id limit $2)
       returning id, function_id, priority`,
      [key, places],
    );
    await addJobs(
      tx,
      woken.rows.map((row) => driveJob(row)),
    );
  }
}
