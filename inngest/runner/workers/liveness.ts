// Who is alive. A worker holds an advisory lock on a connection of its own: when its process dies, by SIGKILL too,
// PostgreSQL lets go of it at once, and another worker takes its leases over. A heartbeat backs that up for a
// connection that hangs.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { lockKeys, wakeBlocked } from "@/inngest/runner/flow-control/concurrency";
import { inTransaction, JOBS_SCHEMA, type QueueClient, queueConnection } from "@/inngest/runner/queue/database";
import { addJobs, driveJob } from "@/inngest/runner/queue/jobs";
import { type ItemRow, lockRuns } from "@/inngest/runner/runs/run-row";
import { log } from "@/server/log";

const LOCK_CLASS = 7_266;

export type Membership = {
  /** Written on what this worker leases. */
  readonly id: string;
  setPool(poolId: string): Promise<void>;
  /** Says it is alive, and takes over what dead workers left; how many were found dead. */
  beat(): Promise<number>;
  /** Gives everything back at once. */
  leave(): Promise<void>;
};

export type LivenessOptions = { databaseUrl: string; process: string; heartbeatMs: number; leaseMs: number };

/** Joins the workers of this database. */
export async function joinWorkers(pool: pg.Pool, options: LivenessOptions): Promise<Membership> {
  let id: string = randomUUID();
  let poolId: string | null = null;
  let client: pg.Client | undefined = await lockedClient(options.databaseUrl);

  async function lockedClient(databaseUrl: string): Promise<pg.Client> {
    const fresh = new pg.Client({ ...queueConnection(databaseUrl), keepAlive: true });
    fresh.on("error", () => {
      if (client === fresh) client = undefined;
    });
    fresh.on("end", () => {
      if (client === fresh) client = undefined;
    });
    await fresh.connect();
    const next = await fresh.query<{ no: number }>("select nextval('worker_locks')::int as no");
    const lockNo = next.rows[0]?.no;
    await fresh.query("select pg_advisory_lock($1, $2)", [LOCK_CLASS, lockNo]);
    // Within moments of losing a connection the row is still there, and the leases with it.
    const kept = await fresh.query("update workers set lock_no = $2, heartbeat_at = now() where id = $1", [id, lockNo]);
    if (kept.rowCount === 0) {
      const newId = randomUUID();
      await fresh.query("insert into workers (id, lock_no, pool_id, process) values ($1, $2, $3, $4)", [
        newId,
        lockNo,
        poolId,
        options.process,
      ]);
      id = newId;
    }
    return fresh;
  }

  return {
    get id() {
      return id;
    },
    async setPool(newPoolId) {
      poolId = newPoolId;
      await pool.query("update workers set pool_id = $2 where id = $1", [id, poolId]);
    },
    async beat() {
      client ??= await lockedClient(options.databaseUrl);
      const alive = await client.query("update workers set heartbeat_at = now() where id = $1", [id]);
      if (alive.rowCount === 0) {
        const old = client;
        client = undefined;
        await old.end();
        client = await lockedClient(options.databaseUrl);
      }
      return takeOverDead(pool, options);
    },
    async leave() {
      await inTransaction(pool, (tx) => releaseWorkers(tx, [{ id, pool_id: poolId }]));
      const open = client;
      client = undefined;
      await open?.end();
    },
  };
}

async function takeOverDead(pool: pg.Pool, options: LivenessOptions): Promise<number> {
  const suspects = await pool.query<{ id: string }>(deadWorkers(""), parameters(options));
  if (suspects.rowCount === 0) return 0;
  return inTransaction(pool, async (tx) => {
    const dead = await tx.query<WorkerRow & { process: string }>(
      deadWorkers("for update of w skip locked"),
      parameters(options),
    );
    const items = await releaseWorkers(tx, dead.rows);
    if (dead.rows.length > 0) {
      log.warn({ workers: dead.rows.map((worker) => worker.process), items }, "took over from workers that died");
    }
    return dead.rows.length;
  });
}

const deadWorkers = (locking: string) => `
  select w.id, w.pool_id, w.process from workers w
  where w.heartbeat_at < now() - $2 * interval '1 ms'
     or (w.heartbeat_at < now() - 2 * $1 * interval '1 ms' and not exists (
       select 1 from pg_locks l
       where l.locktype = 'advisory' and l.classid = ${LOCK_CLASS} and l.objid = w.lock_no and l.objsubid = 2
         and l.database = (select oid from pg_database where datname = current_database())))
  ${locking}`;

const parameters = (options: LivenessOptions) => [options.heartbeatMs, options.leaseMs];

type WorkerRow = { id: string; pool_id: string | null };

/**
 * Whatever they had leased is due again now, under a new token: a result they may still bring is refused. The places of
 * calls whose run is over are given back.
 */
async function releaseWorkers(tx: QueueClient, workers: WorkerRow[]): Promise<number> {
  if (workers.length === 0) return 0;
  const ids = workers.map((worker) => worker.id);
  const leased = await tx.query<{ run_id: string; keys: string[] }>(
    "select run_id, keys from items where worker = any($1) and state = 'leased'",
    [ids],
  );
  await lockRuns(
    tx,
    leased.rows.map((item) => item.run_id),
  );
  await lockKeys(
    tx,
    leased.rows.flatMap((item) => item.keys),
  );
  const over = await tx.query<{ keys: string[] }>(
    `delete from items using runs where items.worker = any($1) and runs.id = items.run_id and runs.status <> 'running'
     returning items.keys`,
    [ids],
  );
  const items = await tx.query<ItemRow>(
    `update items set state = 'scheduled', token = null, worker = null
     where worker = any($1) and state = 'leased' returning id, function_id, priority`,
    [ids],
  );
  await addJobs(
    tx,
    items.rows.map((row) => driveJob(row)),
  );
  for (const item of over.rows) await wakeBlocked(tx, item.keys);
  const pools = workers.flatMap((worker) => worker.pool_id ?? []);
  if (pools.length > 0) await tx.query(`select ${JOBS_SCHEMA}.force_unlock_workers($1)`, [pools]);
  await tx.query("delete from workers where id = any($1)", [ids]);
  return items.rowCount ?? 0;
}
