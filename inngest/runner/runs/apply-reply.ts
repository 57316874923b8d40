// What a call brought back becomes state in one transaction, under the run's lock and this worker's token.

import type { FunctionSpec, Registry } from "@/inngest/runner/configuration/function-spec";
import { lockKeys } from "@/inngest/runner/flow-control/concurrency";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addJobs, driveJob } from "@/inngest/runner/queue/jobs";
import { type Backoff, retryAfterMs } from "@/inngest/runner/runs/backoff";
import type { Claim } from "@/inngest/runner/runs/claim";
import { releaseItem, retryItem } from "@/inngest/runner/runs/claim";
import { applyOps } from "@/inngest/runner/runs/ops";
import { DISCOVERY, lockRuns, serialized } from "@/inngest/runner/runs/run-row";
import { endRun } from "@/inngest/runner/runs/runs";
import { discoverMissed } from "@/inngest/runner/runs/steps";
import type { Op, Reply, Retry } from "@/inngest/runner/wire/sdk";

export type Outcome = "returned" | "progressed" | "retrying" | "failed" | "stale" | "ended";

/** Writes the reply's consequences; "stale" when another worker has taken the item over, and then nothing is. */
export async function applyReply(
  tx: QueueClient,
  engine: { registry: Registry; backoff: Backoff },
  fn: FunctionSpec,
  claim: Claim,
  reply: Reply,
): Promise<Outcome> {
  const run = (await lockRuns(tx, [claim.run.id, claim.run.parent_run])).get(claim.run.id);
  if (!run) return "stale";
  await lockKeys(tx, run.keys);
  if (run.status !== "running") return (await releaseItem(tx, claim)) ? "ended" : "stale";

  const failure = failedCall(reply);
  if (failure?.retry.again && claim.attempt + 1 < fn.maxAttempts) {
    const waitMs = retryAfterMs(failure.retry.after, new Date()) ?? engine.backoff(claim.attempt);
    const runAt = new Date(Date.now() + waitMs);
    if (!(await retryItem(tx, claim, runAt))) return "stale";
    await addJobs(tx, [driveJob({ id: claim.itemId, function_id: run.function_id, priority: run.priority }, runAt)]);
    return "retrying";
  }

  if (!(await releaseItem(tx, claim))) return "stale";
  if (reply.kind === "returned") {
    await endRun(tx, run, { status: "completed", output: reply.output });
    return "returned";
  }
  if (reply.kind === "threw") {
    await endRun(tx, run, { status: "failed", error: serialized(reply.error) });
    return "failed";
  }
  const outcome = await applyOps(tx, engine.registry, run, reply);
  if (outcome === "progressed" && claim.stepId === DISCOVERY) await discoverMissed(tx, run, claim.run);
  return outcome;
}

/** A call that is to be made again as it was: the function threw, or the step it ran did. */
function failedCall(reply: Reply): { retry: Retry } | undefined {
  if (reply.kind === "threw") return reply;
  if (reply.kind === "ops" && reply.ops.some((op: Op) => op.op === "StepError")) return reply;
  return undefined;
}
