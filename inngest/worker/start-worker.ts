// The worker's parts: the embedded runner (unless Inngest drives the functions) and the loops beside it.
import { closeSharedConnection } from "@/db/client";
import { functions } from "@/inngest";
import { embeddedSigningKey, inngest, mode } from "@/inngest/client";
import { closeSendingPool } from "@/inngest/runner/intake/intercept";
import { startRunner } from "@/inngest/runner/runner";
import type { WorkerLoop } from "@/inngest/worker/loop";
import { log } from "@/server/log";
import type { Health } from "@/server/process/health";
import { checkReadiness } from "@/server/readiness/check-readiness";

export type Worker = Health & { stop(): Promise<void> };

/** Starts everything; what was started is stopped again when a later part fails. */
export async function startWorker(databaseUrl: string, loops: (() => Promise<WorkerLoop>)[]): Promise<Worker> {
  const started: (() => Promise<void>)[] = [closeSharedConnection, closeSendingPool];
  let stopping = false;
  async function stop() {
    stopping = true;
    for (const part of started.splice(0).reverse()) {
      await part().catch((error) => log.warn({ err: error }, "a part of the worker stopped badly"));
    }
  }

  try {
    const runner =
      mode === "embedded"
        ? await startRunner({
            databaseUrl,
            client: inngest,
            functions,
            signingKey: embeddedSigningKey,
            process: process.env.DUELANE_PROCESS,
          })
        : undefined;
    if (runner) started.push(() => runner.stop());
    for (const start of loops) {
      const loop = await start();
      started.push(() => loop.stop());
    }
    log.info({ functions: functions.length, mode }, "the worker is ready");
    return {
      stop,
      async ready() {
        const state = await checkReadiness({ embeddedQueue: mode === "embedded" });
        const joined = runner ? await runner.ready().catch(() => false) : true;
        return { ...state, ready: state.ready && joined && !stopping };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
