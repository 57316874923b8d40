import { log } from "@/server/log";

/** SIGTERM and SIGINT end the process gracefully; a second one at once. */
export function stopOnSignals(stop: () => Promise<void>) {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "stopping");
      await stop();
      log.info("stopped");
      process.exit(0);
    });
  }
}
