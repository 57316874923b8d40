// The ops of a 206 reply: results of steps that ran, and what the function wants next.
import { isCel } from "@/inngest/runner/configuration/cel";
import { dueAt } from "@/inngest/runner/configuration/durations";
import type { Registry } from "@/inngest/runner/configuration/function-spec";
import { internalEvent } from "@/inngest/runner/intake/event";
import type { QueueClient } from "@/inngest/runner/queue/database";
import { addItem, type RunRow, serialized } from "@/inngest/runner/runs/run-row";
import { addWait, createRun, endRun } from "@/inngest/runner/runs/runs";
import { recordResult } from "@/inngest/runner/runs/steps";
import type { Op, Reply } from "@/inngest/runner/wire/sdk";

const YEAR_MS = 365 * 86_400_000;

type OpHandler = (tx: QueueClient, registry: Registry, run: RunRow, op: Op) => Promise<string | undefined>;

/** Every op that plans something for later, and how it begins; it answers why it cannot. */
const planned: Record<string, OpHandler> = {
  StepPlanned: async (tx, _registry, run, op) => {
    await addItem(tx, run, op.id);
    return undefined;
  },

  Sleep: async (tx, _registry, run, op) => {
    const at = dueAt(op.name ?? "", new Date());
    if (!at) return `sleeps until "${op.name}", which is neither a duration nor an instant`;
    await addWait(tx, { runId: run.id, stepId: op.id, kind: "sleep", dueAt: at });
    return undefined;
  },

  WaitForEvent: async (tx, _registry, run, op) => {
    const at = dueAt(String(op.opts?.timeout ?? ""), new Date());
    if (!at || !op.name) return "waits for an event without a name or a time-out";
    const expression = typeof op.opts?.if === "string" ? op.opts.if : undefined;
    if (expression && !isCel(expression)) return `waits on "${expression}", which is not a CEL expression`;
    await addWait(tx, { runId: run.id, stepId: op.id, kind: "event", dueAt: at, eventName: op.name, expression });
    return undefined;
  },

  InvokeFunction: async (tx, registry, run, op) => {
    const target = registry.get(String(op.opts?.function_id));
    if (!target) return `invokes "${String(op.opts?.function_id)}", which is not registered`;
    const timeout = typeof op.opts?.timeout === "string" ? dueAt(op.opts.timeout, new Date()) : undefined;
    const at = timeout ?? new Date(Date.now() + YEAR_MS);
    await addWait(tx, { runId: run.id, stepId: op.id, kind: "invoke", dueAt: at });
    const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown> };
    const event = internalEvent("inngest/function.invoked", payload.data ?? {});
    await createRun(tx, target, [event], { parent: { runId: run.id, stepId: op.id } });
    return undefined;
  },
};

/** Applies them in order. An op the runner does not know ends the run with a clear error: it is never ignored. */
export async function applyOps(
  tx: QueueClient,
  registry: Registry,
  run: RunRow,
  reply: Extract<Reply, { kind: "ops" }>,
): Promise<"progressed" | "failed" | "returned"> {
  for (const op of reply.ops) {
    const race = reply.race || op.opts?.parallelMode === "race";
    if (op.op === "RunComplete") {
      await endRun(tx, run, { status: "completed", output: op.data });
      return "returned";
    }
    if (op.op === "StepRun" || op.op === "StepFailed" || op.op === "StepError") {
      const result =
        op.op === "StepRun"
          ? ({ type: "data", data: op.data ?? null } as const)
          : ({ type: "error", error: serialized(op.error) } as const);
      await recordResult(tx, run, { id: op.id, op: op.op, name: nameOf(op), race }, result);
      continue;
    }
    const begin = planned[op.op];
    if (!begin) {
      await fail(tx, run, op, `asks for "${op.op}", which the embedded runner does not do`);
      return "failed";
    }
    if (!(await recordPlan(tx, run, op, race))) continue;
    const problem = await begin(tx, registry, run, op);
    if (problem) {
      await fail(tx, run, op, problem);
      return "failed";
    }
  }
  return "progressed";
}

/** Notes the step as pending; false when it was found before. */
async function recordPlan(tx: QueueClient, run: RunRow, op: Op, race: boolean): Promise<boolean> {
  const made = await tx.query(
    `insert into steps (run_id, step_id, op, name, race) values ($1, $2, $3, $4, $5)
     on conflict (run_id, step_id) do nothing`,
    [run.id, op.id, op.op, nameOf(op), race],
  );
  return made.rowCount === 1;
}

function nameOf(op: Op): string {
  return op.displayName ?? op.name ?? op.id;
}

async function fail(tx: QueueClient, run: RunRow, op: Op, why: string) {
  const message = `Step "${nameOf(op)}" ${why}.`;
  await endRun(tx, run, { status: "failed", error: { name: "NonRetriableError", message } });
}
