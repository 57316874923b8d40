import type { ImportStatus } from "@/server/imports/contract";

/** Whether a worker is at it. */
export function isRunning(status: ImportStatus): boolean {
  return status === "checking" || status === "applying";
}
