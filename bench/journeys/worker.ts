// One worker of bench:journeys: does what it is told until nothing is left, and says how long each transaction took.
import { setTimeout } from "node:timers/promises";
import { httpEmail } from "@/bench/http-vendor";
import { closeSharedConnection } from "@/db/client";
import { renderReminder } from "@/emails/reminder";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { systemContext } from "@/server/tenancy/workspace-context";
import { DueCursor } from "@/server/time/due-cursor";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { MessageRenderer } from "@/server/touches/messages/render-message";

export type Task =
  | { kind: "wake"; tenantId: string; batchSize: number; lanes: number }
  | { kind: "send"; tenantId: string; batchSize: number; lanes: number; vendorUrl: string; concurrency: number }
  | { kind: "stop" };
export type Answer = { done: number; transactionMs: number[] };

const renderer = new MessageRenderer(renderReminder);

/** As the worker's own loop does it, with WORKER_BATCHES_AT_ONCE lanes. */
async function wake({ tenantId, batchSize, lanes }: Omit<Extract<Task, { kind: "wake" }>, "kind">): Promise<Answer> {
  const ctx = await systemContext(tenantId, "bench");
  const cursor = new DueCursor();
  const transactionMs: number[] = [];
  let done = 0;
  const lane = async () => {
    for (;;) {
      const started = performance.now();
      const report = await wakeDue(ctx, { batchSize, batchesMax: 1, cursor });
      transactionMs.push(performance.now() - started);
      done += report.woken;
      // A short batch behind the cursor is looked at once more from the start.
      if (report.woken === 0 && !report.more && report.busy === 0) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { done, transactionMs };
}

async function send(task: Extract<Task, { kind: "send" }>): Promise<Answer> {
  const ctx = await systemContext(task.tenantId, "bench");
  const route = { channel: "email" as const, port: httpEmail(task.vendorUrl, "deduplicates") };
  const tools = { publicUrl: "https://pay.example", renderer };
  let waking = true;
  const woken = wake(task).finally(() => {
    waking = false;
  });
  let done = 0;
  for (;;) {
    const last = !waking;
    const report = await dispatchTouches(ctx, route, tools, { concurrency: task.concurrency, lanes: task.lanes });
    done += report.sent;
    if (last && report.claimed === 0) break;
    // The queue's announcements take longer; asking without a pause would take the processor from the wakes.
    if (report.claimed === 0) await setTimeout(20);
  }
  return { done, transactionMs: (await woken).transactionMs };
}

process.on("message", async (task: Task) => {
  if (task.kind === "stop") {
    await closeSharedConnection();
    process.exit(0);
  }
  const answer = task.kind === "wake" ? await wake(task) : await send(task);
  process.send?.(answer);
});
process.send?.("ready");
