// How much a call that goes on needs somebody to look at it. Pure.
import type { CallRisk } from "@/server/calls/contract";

/** `hostile`: turns of theirs that were; `sentiment`: of all they said, from -1 to 1. */
export function riskOf({ hostile, sentiment }: { hostile: number; sentiment: number | null }): CallRisk {
  if (hostile >= 2 || (sentiment !== null && sentiment <= -0.6)) return "high";
  return hostile === 1 || (sentiment !== null && sentiment < -0.2) ? "raised" : "low";
}
