// `npm run worker`: the process that does the work. Stops gracefully on SIGTERM and SIGINT; a second one ends it.
import type { Worker } from "@/inngest/worker/start-worker";

// Before anything that logs is loaded.
process.env.DUELANE_PROCESS ??= "worker";

const { env, EnvironmentError } = await import("@/server/env");
const { log } = await import("@/server/log");
const { UnsupportedFunctionError } = await import("@/inngest/runner/configuration/function-spec");
const { isConnectionError } = await import("@/inngest/runner/queue/database");
const { endWithSupervisor, supervisorIsGone } = await import("@/server/process/supervised");
const { stopEmbeddedPostgres } = await import("@/db/embedded-postgres");
const { stopOnSignals } = await import("@/server/process/stop-on-signals");
const { serveHealth } = await import("@/server/process/health");

const TRY_AGAIN_MS = 1_000;

process.on("unhandledRejection", (error) => {
  // graphile-worker does not wait for its own tidying: while the database is away that fails, and is made up later.
  if (isConnectionError(error)) return log.error({ err: error }, "the database is away");
  log.fatal({ err: error }, "a rejection nobody handled: the worker ends, and its work is taken over");
  process.exit(1);
});

try {
  const { DATABASE_URL, WORKER_PORT, WORKER_BATCHES_AT_ONCE, HOST } = env();
  let worker: Worker | undefined;
  // First, so that it answers while the functions load, and a taken port is told at once.
  const health = await serveHealth(
    { port: WORKER_PORT, host: HOST },
    { ready: async () => (await worker?.ready()) ?? { ready: false } },
  );
  stopOnSignals(async () => {
    await worker?.stop();
    await health.close();
    // Last of all: what the supervisor would have stopped after us.
    if (supervisorIsGone()) await stopEmbeddedPostgres(process.env.DUELANE_EMBEDDED_POSTGRES);
  });
  endWithSupervisor();
  const { startWorker } = await import("@/inngest/worker/start-worker");
  const { startWakeLoop } = await import("@/inngest/worker/wake-loop");
  const wakeLoop = () => startWakeLoop(DATABASE_URL, WORKER_BATCHES_AT_ONCE);
  worker = await whenDatabaseAnswers(() => startWorker(DATABASE_URL, [wakeLoop]));
} catch (error) {
  const clear =
    error instanceof EnvironmentError ||
    error instanceof UnsupportedFunctionError ||
    (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  if (clear) log.fatal(clearMessage(error as Error));
  else log.fatal({ err: error }, "the worker could not start");
  process.exit(1);
}

/** A database that is away comes back; until then /readyz says that this worker cannot work. */
async function whenDatabaseAnswers<T>(start: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (error instanceof UnsupportedFunctionError || !isConnectionError(error)) throw error;
      log.warn({ err: error }, "the database cannot be reached; trying again");
      await new Promise((done) => setTimeout(done, TRY_AGAIN_MS));
    }
  }
}

function clearMessage(error: Error) {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return error.message;
  return `Port ${process.env.WORKER_PORT ?? 3001}, where the worker answers /healthz, is in use: stop what uses it, or set WORKER_PORT to a free one.`;
}
