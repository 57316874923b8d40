// From a vendor's answer to how the touch goes on. Pure.

import type { Outcome } from "@/server/touches/dispatch/record-results";
import type { SendResult } from "@/server/touches/ports";

export const TRIES_MAX = 6;
const BACKOFF_SECONDS = 30;
const BACKOFF_SECONDS_MAX = 3_600;
/** A vendor that asks for more, or for nonsense, is tried again the next day. */
const RETRY_AFTER_SECONDS_MAX = 86_400;
/** How soon a send in doubt is settled: late enough for the vendor to know of it. */
const DOUBT_SECONDS = 5;

/** What the vendor lets us do about a send in doubt. */
export type Settling = { deduplicates: boolean; canBeAsked: boolean };

/** `attempts` counts this one. */
export function readSendResult(
  result: SendResult,
  of: { attempts: number; now: Date; settling: Settling; message: { subject: string | null; body: string } | null },
): Outcome {
  switch (result.kind) {
    case "accepted":
      return { kind: "sent", providerRef: result.providerRef, message: of.message };
    case "refused":
      return { kind: "failed", code: result.code, suppress: result.suppress };
    case "not_sent": {
      if (of.attempts >= TRIES_MAX) return { kind: "failed", code: result.code, task: true };
      const asked = Math.min(result.retryAfterSeconds ?? 0, RETRY_AFTER_SECONDS_MAX);
      const seconds = Math.max(asked, backoffSeconds(of.attempts));
      return { kind: "requeue", code: result.code, dispatchAt: new Date(of.now.getTime() + seconds * 1_000) };
    }
    case "in_doubt":
      if (!of.settling.deduplicates && !of.settling.canBeAsked) return { kind: "unknown", code: result.code };
      return { kind: "doubt", code: result.code, seconds: DOUBT_SECONDS };
  }
}

/** 30 s, 1 min, 2 min … an hour. */
function backoffSeconds(attempts: number): number {
  return Math.min(BACKOFF_SECONDS * 2 ** Math.max(0, attempts - 1), BACKOFF_SECONDS_MAX);
}
