// `npm run voice`: the process that carries the audio of calls. On SIGTERM it takes no new ones and waits for those it has.
// Without the keys of both lines it stands idle and lets nobody in.
process.env.DUELANE_PROCESS ??= "voice";

const { env, EnvironmentError } = await import("@/server/env");
const { log } = await import("@/server/log");
const { endWithSupervisor } = await import("@/server/process/supervised");
const { leadCall } = await import("@/server/voice/call/lead-call");
const { runVoice } = await import("@/server/voice/process/run-voice");
const { stopOnSignals } = await import("@/server/process/stop-on-signals");
const { voiceTimings } = await import("@/server/voice/timings");
const { errandPorts, fileStore, voiceLines } = await import("@/server/wiring");

process.on("unhandledRejection", (error) => {
  log.fatal({ err: error }, "a rejection nobody handled: the process ends, its callers are told and called back");
  process.exit(1);
});

try {
  const { VOICE_PORT, VOICE_DRAIN_SECONDS, HOST, DATABASE_URL } = env();
  const lines = voiceLines();
  const voice = await runVoice({
    at: { port: VOICE_PORT, host: HOST },
    databaseUrl: DATABASE_URL,
    lines: lines ?? null,
    timings: voiceTimings,
    drainMs: VOICE_DRAIN_SECONDS * 1_000,
    lead: (stream) => leadCall(stream, { webhook: errandPorts("live").webhook, files: fileStore() }),
  });
  stopOnSignals(() => voice.stop());
  endWithSupervisor();
  log.info({ port: voice.server.port, open: lines !== undefined }, "voice is ready");
} catch (error) {
  const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  if (isTaken) log.fatal(`Port ${process.env.VOICE_PORT ?? 3002} is in use: stop what uses it, or set VOICE_PORT.`);
  else if (error instanceof EnvironmentError) log.fatal(error.message);
  else log.fatal({ err: error }, "voice could not start");
  process.exit(1);
}

export {};
