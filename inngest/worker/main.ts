// `npm run worker`: the process that does the work. Stops gracefully on SIGTERM and SIGINT; a second one ends it.
import type { Worker } from "@/inngest/worker/start-worker";

// Before anything that logs is loaded.
process.env.DUELANE_PROCESS ??= "worker";

const { env, EnvironmentError } = await import("@/server/env");
const { log } = await import("@/server/log");
const { UnsupportedFunctionError } = await import("@/inngest/runner/function-spec");

process.on("unhandledRejection", (error) => {
  log.fatal({ err: error }, "a rejection nobody handled: the worker ends, and its work is taken over");
  process.exit(1);
});

try {
  const settings = env();
  const { startWorker } = await import("@/inngest/worker/start-worker");
  const { startWakeLoop } = await import("@/inngest/worker/wake-loop");
  const worker: Worker = await startWorker(settings, [() => startWakeLoop(settings.DATABASE_URL)]);
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "stopping");
      await worker.stop();
      log.info("stopped");
      process.exit(0);
    });
  }
} catch (error) {
  const clear =
    error instanceof EnvironmentError ||
    error instanceof UnsupportedFunctionError ||
    (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  if (clear) log.fatal(clearMessage(error as Error));
  else log.fatal({ err: error }, "the worker could not start");
  process.exit(1);
}

function clearMessage(error: Error) {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return error.message;
  return `Port ${process.env.WORKER_PORT ?? 3001}, where the worker answers /healthz, is in use: stop what uses it, or set WORKER_PORT to a free one.`;
}
