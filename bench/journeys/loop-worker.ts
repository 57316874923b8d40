// A worker of bench:journeys that runs the product's own waking loop, as `npm run worker` does, until it is told to end.
import { closeSharedConnection } from "@/db/client";
import { closeSendingPool } from "@/inngest/runner/intake/intercept";
import { startWakeLoop } from "@/inngest/worker/wake-loop";

export type LoopTask = { kind: "cpu" } | { kind: "stop" };
/** Milliseconds of CPU this process has used. */
export type LoopAnswer = { cpuMs: number };

const loop = await startWakeLoop(process.env.DATABASE_URL ?? "", Number(process.env.WORKER_BATCHES_AT_ONCE ?? 2));

process.on("message", async (task: LoopTask) => {
  if (task.kind === "cpu") {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000 } satisfies LoopAnswer);
    return;
  }
  await loop.stop();
  await closeSendingPool();
  await closeSharedConnection();
  process.exit(0);
});
process.send?.("ready");
