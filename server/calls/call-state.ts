// How a call's status may move: only up this ladder, so that reports in any order, late or twice, end the same. Pure.
import type { CallEnding, CallStatus } from "@/server/calls/contract";

/** Somebody who picked up was reached, whatever a late "no answer" says; who asked for a person still wants one. */
const rank: Record<CallStatus, number> = {
  initiated: 0,
  ringing: 1,
  in_progress: 2,
  failed: 3,
  completed: 4,
  escalated: 5,
};

export function callStatusAfter(current: CallStatus, reported: CallStatus): CallStatus {
  return rank[reported] > rank[current] ? reported : current;
}

/** What a report says of the call: somebody or something picked up, or it is over. */
export type CallReport = { ending: CallEnding; over: boolean };

/** The status that a report speaks of. A line that was busy, or that nobody answered, is over with that. */
export function statusOfReport({ ending, over }: CallReport): CallStatus {
  if (ending !== "answered" && ending !== "voicemail") return "failed";
  return over ? "completed" : "in_progress";
}
