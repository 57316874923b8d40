// State is the truth, jobs follow from it: what should have a job and has none is given one.
import { JOBS_SCHEMA, type QueueClient } from "@/inngest/runner/queue/database";
import {
  addJobs,
  batchJob,
  cronJob,
  debounceJob,
  driveJob,
  eventJob,
  type Job,
  waitJob,
} from "@/inngest/runner/queue/jobs";

const without = (key: string) =>
  `not exists (select 1 from ${JOBS_SCHEMA}._private_jobs as job where job.key = ${key})`;

/**
 * Frees jobs that nobody works on: locked by a pool that no living worker has (it died before it could say which was
 * its own), or by this one, which lost its connection before it could give them back.
 */
export async function freeForgottenJobs(tx: QueueClient, own: { poolId: string; active: Set<string> }): Promise<void> {
  await tx.query(
    `update ${JOBS_SCHEMA}._private_jobs as job set locked_at = null, locked_by = null
     where locked_by is not null and locked_at < now() - interval '10 seconds'
       and (not exists (select 1 from workers w where w.pool_id = locked_by)
         or (locked_by = $1 and not job.id = any($2::bigint[])))`,
    [own.poolId, [...own.active]],
  );
}

/** Adds every missing job; how many. Runs at start, after a worker was found dead, and now and then. */
export async function repairJobs(tx: QueueClient): Promise<number> {
  const jobs: Job[] = [];
  const events = await tx.query<{ seq: string; due_at: Date }>(
    `select seq, due_at from events where processed_at is null and ${without("'event:' || seq")}`,
  );
  for (const row of events.rows) jobs.push(eventJob(row.seq, row.due_at));

  const items = await tx.query<{ id: string; function_id: string; run_at: Date; priority: number }>(
    `select id, function_id, run_at, priority from items where state = 'scheduled' and ${without("'item:' || id")}`,
  );
  for (const row of items.rows) jobs.push(driveJob(row, row.run_at));

  const waits = await tx.query<{ run_id: string; step_id: string; due_at: Date }>(
    `select run_id, step_id, due_at from waits where ${without("'wait:' || run_id || ':' || step_id")}`,
  );
  for (const row of waits.rows) jobs.push(waitJob(row.run_id, row.step_id, row.due_at));

  const debounces = await tx.query<{ function_id: string; key: string; due_at: Date }>(
    `select function_id, key, due_at from debounces as d where ${without("'debounce:' || function_id || ':' || d.key")}`,
  );
  for (const row of debounces.rows) jobs.push(debounceJob(row.function_id, row.key, row.due_at));

  const batches = await tx.query<{ id: string; function_id: string; key: string; due_at: Date }>(
    `select id, function_id, key, due_at from batches as b where ${without("'batch:' || b.id")}`,
  );
  for (const row of batches.rows) jobs.push(batchJob(row.id, row.function_id, row.key, row.due_at));

  const crons = await tx.query<{ function_id: string; expression: string; next_at: Date }>(
    `select function_id, expression, next_at from crons where ${without("'cron:' || function_id || ':' || expression")}`,
  );
  for (const row of crons.rows) jobs.push(cronJob(row.function_id, row.expression, row.next_at));

  await addJobs(tx, jobs);
  return jobs.length;
}

/** Lets an item that waits for a place try again where none holds one: should a wake-up ever have been missed. */
export async function repairBlocked(tx: QueueClient): Promise<void> {
  const stranded = await tx.query<{ id: string; function_id: string; priority: number }>(
    `update items set state = 'scheduled', blocked_on = null
     where id in (
       select distinct on (blocked_on) b.id from items b
       where b.state = 'blocked'
         and not exists (
           select 1 from items o where o.keys @> array[b.blocked_on]
             and (o.state = 'leased' or (o.state = 'scheduled' and o.run_at <= now())))
       order by blocked_on, priority desc, id)
     returning id, function_id, priority`,
  );
  await addJobs(
    tx,
    stranded.rows.map((row) => driveJob(row)),
  );
}
