// The embedded Inngest runner: see README.md beside this file.
import { EventEmitter } from "node:events";
import { run as runGraphile, type Task, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Inngest, InngestFunction } from "inngest";
import { type Registry, readFunctions } from "@/inngest/runner/configuration/function-spec";
import { releaseBatch, releaseDebounced } from "@/inngest/runner/flow-control/admit";
import { processEvent } from "@/inngest/runner/intake/process-event";
import { inTransaction, JOBS_SCHEMA, openQueuePool } from "@/inngest/runner/queue/database";
import { queueLogger } from "@/inngest/runner/queue/logger";
import { migrateQueue } from "@/inngest/runner/queue/migrate";
import { type Backoff, serverBackoff } from "@/inngest/runner/runs/backoff";
import { drive, type Engine } from "@/inngest/runner/runs/drive";
import { endWait } from "@/inngest/runner/runs/wait";
import { scheduleCrons, tick } from "@/inngest/runner/schedule/cron-schedule";
import { openSdk } from "@/inngest/runner/wire/sdk";
import { joinWorkers } from "@/inngest/runner/workers/liveness";
import { deadline, keepUp } from "@/inngest/runner/workers/maintenance";
import { repairBlocked, repairJobs } from "@/inngest/runner/workers/repair";
import { log } from "@/server/log";

export type RunnerOptions = {
  databaseUrl: string;
  client: Inngest.Any;
  functions: InngestFunction.Any[];
  /** The key the client was made with: it signs every call. */
  signingKey: string;
  /** Calls in flight at once in this process. */
  concurrency?: number;
  process?: string;
  /** How often this worker says it is alive and looks after the dead. */
  heartbeatMs?: number;
  /** After how long without a heartbeat a worker is dead even if its connection seems to live. */
  leaseMs?: number;
  /** How often state and jobs are compared. */
  repairMs?: number;
  /** How often a timer that nobody announced is looked for. */
  pollMs?: number;
  /** How long calls in flight may take to finish at a stop; after that they are given back. */
  graceMs?: number;
  backoff?: Backoff;
};

export type Runner = {
  /** Lets calls in flight finish, or gives them back after the grace; the next worker goes on at once. */
  stop(): Promise<void>;
  /** Whether it is joined to the queue. */
  ready(): Promise<boolean>;
};

/** Starts driving; throws UnsupportedFunctionError when a function asks for what the runner does not do. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const concurrency = options.concurrency ?? 16;
  const sdk = openSdk(options.client, options.functions, options.signingKey);
  const registry = readFunctions(await sdk.describe());
  await migrateQueue(options.databaseUrl);

  const pool = openQueuePool(options.databaseUrl, concurrency + 4);
  const heartbeatMs = options.heartbeatMs ?? 1_000;
  const membership = await joinWorkers(pool, {
    databaseUrl: options.databaseUrl,
    process: options.process ?? "worker",
    heartbeatMs,
    leaseMs: options.leaseMs ?? 60_000,
  });
  let stopping = false;
  const engine: Engine = {
    pool,
    sdk,
    registry,
    backoff: options.backoff ?? serverBackoff,
    worker: () => membership.id,
    stopping: () => stopping,
  };
  await inTransaction(pool, async (tx) => {
    await scheduleCrons(tx, registry);
    await repairJobs(tx);
    await repairBlocked(tx);
  });

  const active = new Set<string>();
  let queuePoolId = "";
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => {
    queuePoolId = workerPool.id;
  });
  const graphile = await runGraphile({
    pgPool: pool,
    schema: JOBS_SCHEMA,
    logger: queueLogger,
    concurrency,
    pollInterval: options.pollMs ?? 1_000,
    noHandleSignals: true,
    taskList: tracked(tasks(engine, registry), active),
    parsedCronItems: [],
    events,
  });
  await membership.setPool(queuePoolId);
  const maintenance = keepUp(pool, membership, {
    heartbeatMs,
    repairMs: options.repairMs ?? 30_000,
    own: { poolId: queuePoolId, active },
  });
  async function stop() {
    stopping = true;
    await maintenance.stop();
    const finished = graphile.stop("stopping").catch((error) => log.warn({ err: error }, "the queue stopped badly"));
    const inTime = await Promise.race([
      finished.then(() => true),
      deadline(options.graceMs ?? 20_000).then(() => false),
    ]);
    await membership.leave().catch((error) => log.warn({ err: error }, "leases were left to time out"));
    // A call that outlives the grace still comes back, to be refused: it needs the pool for that.
    if (inTime) await pool.end();
    else void finished.then(() => pool.end());
  }

  let stopped: Promise<void> | undefined;
  return {
    stop() {
      stopped ??= stop();
      return stopped;
    },
    async ready() {
      const answer = await pool.query("select 1 from workers where id = $1", [membership.id]);
      return answer.rowCount === 1;
    },
  };
}

/** Notes which jobs are being worked on, to tell them from those whose lock was left behind. */
function tracked(list: TaskList, active: Set<string>): TaskList {
  const noted = Object.entries(list).map(([name, task]): [string, Task] => [
    name,
    async (payload, helpers) => {
      active.add(helpers.job.id);
      try {
        return await task?.(payload, helpers);
      } finally {
        active.delete(helpers.job.id);
      }
    },
  ]);
  return Object.fromEntries(noted);
}

function tasks(engine: Engine, registry: Registry): TaskList {
  const { pool } = engine;
  const text = (payload: unknown, name: string) => String((payload as Record<string, unknown>)[name]);
  return {
    event: (payload) => inTransaction(pool, (tx) => processEvent(tx, registry, text(payload, "seq"))),
    drive: (payload) => drive(engine, text(payload, "item"), text(payload, "functionId")),
    wait: (payload) => inTransaction(pool, (tx) => endWait(tx, text(payload, "runId"), text(payload, "stepId"))),
    cron: (payload) =>
      inTransaction(pool, (tx) => tick(tx, registry, text(payload, "functionId"), text(payload, "expression"))),
    debounce: (payload) =>
      withFunction(registry, text(payload, "functionId"), (fn) =>
        inTransaction(pool, (tx) => releaseDebounced(tx, fn, text(payload, "key"))),
      ),
    batch: (payload) =>
      withFunction(registry, text(payload, "functionId"), (fn) =>
        inTransaction(pool, (tx) => releaseBatch(tx, fn, text(payload, "key"), text(payload, "id"))),
      ),
  };
}

/** A job of a function this worker does not have (a newer one does, or it was removed) is left for later. */
async function withFunction(
  registry: Registry,
  id: string,
  work: (fn: Parameters<typeof releaseDebounced>[1]) => Promise<void>,
) {
  const fn = registry.get(id);
  if (!fn) throw new Error(`The function ${id} is not registered in this worker.`);
  await work(fn);
}
