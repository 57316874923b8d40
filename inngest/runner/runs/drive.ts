// One call of one run: lease it, make it, write what it brought.
import type pg from "pg";
import type { FunctionSpec, Registry } from "@/inngest/runner/configuration/function-spec";
import { inTransaction, isConnectionError } from "@/inngest/runner/queue/database";
import { applyReply, type Outcome } from "@/inngest/runner/runs/apply-reply";
import type { Backoff } from "@/inngest/runner/runs/backoff";
import { type Claim, claimItem } from "@/inngest/runner/runs/claim";
import { DISCOVERY } from "@/inngest/runner/runs/run-row";
import { newRequestId, type Reply, type Sdk } from "@/inngest/runner/wire/sdk";
import { log } from "@/server/log";
import { traced } from "@/server/trace";

export type Engine = {
  pool: pg.Pool;
  sdk: Sdk;
  registry: Registry;
  backoff: Backoff;
  worker: () => string;
  stopping: () => boolean;
};

/** Drives an item as far as one call goes; quietly nothing when it is not this worker's to drive. */
export async function drive(engine: Engine, itemId: string, functionId: string): Promise<void> {
  const fn = engine.registry.get(functionId);
  if (!fn) throw new Error(`The function ${functionId} is not registered in this worker.`);
  const claim =
    fn.concurrency.length > 0
      ? await inTransaction(engine.pool, (tx) => claimItem(tx, fn, itemId, engine.worker()))
      : await claimItem(engine.pool, fn, itemId, engine.worker());
  if (!claim) return;

  const first = claim.run.events[0]?.data ?? {};
  const requestId = textOf(first.requestId) ?? newRequestId();
  const trace = {
    requestId,
    tenantId: textOf(first.tenantId),
    traceId: claim.run.traceparent.split("-")[1],
    runId: claim.run.id,
  };
  await traced(trace, async () => {
    const startedAt = performance.now();
    const reply = await callSafely(engine, fn, claim, requestId);
    const outcome = await record(engine, fn, claim, reply);
    const entry = {
      functionId: fn.id,
      step: claim.stepId === DISCOVERY ? undefined : claim.stepId,
      attempt: claim.attempt,
      ms: Math.round(performance.now() - startedAt),
      outcome,
    };
    if (outcome === "failed") log.error(entry, "a function failed");
    else if (outcome === "stale") log.warn(entry, "a result came too late and was refused");
    else log.debug(entry, "a function was called");
  });
}

async function callSafely(engine: Engine, fn: FunctionSpec, claim: Claim, requestId: string): Promise<Reply> {
  try {
    return await engine.sdk.call(claim, fn.maxAttempts, requestId);
  } catch (error) {
    return threw(error);
  }
}

/**
 * Writes the result, however long the database is away: a result that was earned is not thrown away for a
 * restart of PostgreSQL. A result that cannot be stored counts as a failed attempt.
 */
async function record(engine: Engine, fn: FunctionSpec, claim: Claim, reply: Reply): Promise<Outcome> {
  for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await inTransaction(engine.pool, (tx) => applyReply(tx, engine, fn, claim, reply));
    } catch (error) {
      if (!isConnectionError(error)) {
        log.error({ err: error, functionId: fn.id }, "a result could not be stored");
        return inTransaction(engine.pool, (tx) => applyReply(tx, engine, fn, claim, threw(error)));
      }
      if (engine.stopping()) throw error;
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

function threw(error: unknown): Reply {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "threw", error: { name, message, stack }, retry: { again: true, after: null } };
}

/** An id that an event carries; nothing else of an event may reach a log or a header. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w.:-]{1,100}$/.test(value) ? value : undefined;
}
