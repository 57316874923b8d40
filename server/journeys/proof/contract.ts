// What a walk of a journey under the worst signals and the shortest waits found. Safe in the browser.
import type { SignalKind } from "@/server/journeys/graph/schema";

export type FindingCode =
  /** Error: no debtor of any place could ever be sent this. */
  | "never_sent"
  /** Warning: not to debtors of this place. */
  | "never_sent_there"
  /** Warning: a cap would be broken; the engine puts the step off until it is free again. */
  | "put_off"
  /** Warning: the policy refuses the step on this path, and the journey goes on without it. */
  | "refused"
  /** Warning: there is more to this journey than the walk could see in its bounds. */
  | "not_all_walked";

/** One move of the path that leads there: the step, when it was entered, and the way out that was taken. */
export type PathMove = { nodeId: string; at: Date; port: string | null };

export type Finding = {
  level: "error" | "warning";
  code: FindingCode;
  nodeId: string | null;
  /** The policy's code, e.g. FREQ_7_IN_7. */
  because: string | null;
  /** The place and kind of debtor it was found for, e.g. `US-MA consumer`. */
  profile: string;
  path: PathMove[];
  /** When it would have been sent, and when it could be. */
  at: Date | null;
  nextAllowedAt: Date | null;
};

/** What a debtor may do at any time, whether or not the journey listens for it. */
export const worstSignals = ["opted_out", "dispute_opened"] as const satisfies readonly SignalKind[];
