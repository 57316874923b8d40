// Structured JSON logs. Ids, codes and counts only: never an address, a name, a message or a secret.
import pino from "pino";
import { currentTrace } from "@/server/trace";

export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.DUELANE_PROCESS ?? "script" },
  mixin: currentTrace,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: safeError, error: safeError },
  redact: {
    paths: ["*.password", "*.token", "*.email", "*.phone", "*.address", "*.authorization", "*.cookie", "*.body"],
    remove: true,
  },
});

/** An error without what it carries along: a database error's query, parameters and detail hold personal data. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return described(error);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  // Drizzle puts the statement and its parameters into the message; the cause has what went wrong.
  const source = error.message.startsWith("Failed query") && cause ? cause : error;
  return {
    type: source.name,
    code: (source as { code?: unknown }).code,
    message: source.message.split("\n")[0],
    stack: source.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .join("\n"),
  };
}

/** What was made of an error before it came here; of anything else only its kind. */
function described(value: unknown): unknown {
  const { type, message } = (value ?? {}) as { type?: unknown; message?: unknown };
  if (typeof message !== "string") return { type: typeof value };
  return { type: typeof type === "string" ? type : "Error", message: message.split("\n")[0] };
}
