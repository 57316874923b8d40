// Structured JSON logs. Ids, codes and counts only: never an address, a name, a message or a secret.
import pino from "pino";

export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.DUELANE_PROCESS ?? "script" },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["*.password", "*.token", "*.email", "*.phone", "*.address", "*.authorization", "*.cookie", "*.body"],
    remove: true,
  },
});
