// What a worker does beside its jobs: say that it lives, look after what dead workers left, repair, sweep.
import type pg from "pg";
import { inTransaction } from "@/inngest/runner/queue/database";
import type { Membership } from "@/inngest/runner/workers/liveness";
import { freeForgottenJobs, repairBlocked, repairJobs } from "@/inngest/runner/workers/repair";
import { sweep } from "@/inngest/runner/workers/sweep";
import { log } from "@/server/log";

const SWEEP_MS = 600_000;

/** Runs until stopped; a failure (the database is away) is logged and the next beat tries again. */
export function keepUp(
  pool: pg.Pool,
  membership: Membership,
  options: { heartbeatMs: number; repairMs: number; own: { poolId: string; active: Set<string> } },
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let stopped = false;
  let repairAt = performance.now() + options.repairMs;
  let sweepAt = performance.now() + 60_000;

  async function beat() {
    const dead = await membership.beat();
    if (dead > 0 || performance.now() > repairAt) {
      repairAt = performance.now() + options.repairMs;
      await inTransaction(pool, async (tx) => {
        await freeForgottenJobs(tx, options.own);
        const repaired = await repairJobs(tx);
        await repairBlocked(tx);
        if (repaired > 0) log.warn({ repaired }, "jobs were missing and were made again");
      });
    }
    if (performance.now() > sweepAt) {
      sweepAt = performance.now() + SWEEP_MS;
      await inTransaction(pool, sweep);
    }
  }

  function next() {
    timer = setTimeout(() => {
      current = beat()
        .catch((error) => log.warn({ err: error }, "the worker's heartbeat failed"))
        .then(() => {
          if (!stopped) next();
        });
    }, options.heartbeatMs);
  }
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** Resolves after the given time, without keeping the process alive. */
export function deadline(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref());
}
