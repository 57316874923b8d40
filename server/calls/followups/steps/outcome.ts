import type { FollowupStep } from "@/server/calls/followups/contract";

/** A step that is being done. `isInDoubt`: somebody began it before and never told how it ended. */
export type Followup = { id: string; callId: string; step: FollowupStep; attempts: number; isInDoubt: boolean };

export type StepOutcome =
  /** `review`: what a person is asked to look at, in a sentence. */
  | { kind: "done"; result: Record<string, unknown>; review?: string }
  | { kind: "skipped" | "failed"; code: string }
  | { kind: "retry"; code: string; afterSeconds?: number };
