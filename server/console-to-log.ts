// Next and libraries write what they catch to the console, whole: a database error with its statement and parameters.
import { log } from "@/server/log";

/** From here on the console's warnings and errors are lines of the log, without what an error carries along. */
export function sendConsoleToLog(): void {
  console.error = (...said: unknown[]) => write("error", said);
  console.warn = (...said: unknown[]) => write("warn", said);
}

function write(level: "error" | "warn", said: unknown[]) {
  const error = said.find((part) => part instanceof Error);
  const cause = error?.cause instanceof Error ? error.cause : undefined;
  const text = said.find((part) => typeof part === "string" && part.trim().length > 3);
  // Beside an error the text often repeats it, with its parameters.
  const message = error || typeof text !== "string" ? "console" : masked(text.split("\n")[0] ?? "").slice(0, 200);
  log[level]({ ...(error ? { err: error } : {}), ...(cause ? { cause: { err: cause } } : {}) }, message);
}

/** Addresses of pages can be secrets: a pay link, an invitation, a link to sign in. */
function masked(text: string): string {
  return text.replace(/[\w-]{32,}/g, "…").replace(/\S+@\S+/g, "…");
}
