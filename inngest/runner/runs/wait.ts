import type { QueueClient } from "@/inngest/runner/queue/database";
import { resolveStep } from "@/inngest/runner/runs/steps";

/** A wait's time has come: a sleep is over, an event did not come, an invoked function did not return. */
export async function endWait(tx: QueueClient, runId: string, stepId: string): Promise<void> {
  const due = await tx.query<{ kind: string }>(
    "select kind from waits where run_id = $1 and step_id = $2 and due_at <= now()",
    [runId, stepId],
  );
  const kind = due.rows[0]?.kind;
  if (!kind) return;
  await resolveStep(
    tx,
    runId,
    stepId,
    kind === "invoke"
      ? { type: "error", error: { name: "Error", message: "The invoked function did not return in time." } }
      : { type: "data", data: null },
  );
}
