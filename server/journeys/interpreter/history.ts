// What happened to a debtor in a journey and why, kept so that it can be told: codes, ids and the facts that decided. Pure.
import type { Channel, Duration, SignalKind } from "@/server/journeys/graph/schema";
import type { Change, NotifyWay } from "@/server/journeys/graph/settings";
import type { ChannelChoice } from "@/server/journeys/interpreter/choose-channel";
import type { FeeLine, SkippedFee } from "@/server/journeys/interpreter/late-fee";
import type { Explanation } from "@/server/journeys/rules/evaluate";

/** Why something is waited for. */
export type WaitReason =
  | { by: "policy"; code?: string }
  | { by: "duration"; duration: Duration }
  | { by: "date" | "weekday" | "business_hours" }
  | { by: "relative"; to: "due_date" | "promise_date"; day: string; days: number }
  | { by: "signal" | "approval" | "fees" | "webhook" | "attempt" };

export type HistoryEvent =
  | { kind: "went"; from: string; port: string; to: string }
  | { kind: "jumped"; from: string; to: string }
  /** `event`: of one through the API, what it is called. */
  | { kind: "signalled"; signal: SignalKind; event?: string; nodeId: string; taken: boolean }
  | { kind: "asked"; nodeId: string; visit: number }
  | { kind: "answered"; nodeId: string; visit: number; verdict: "allow" | "deny" | "defer"; code?: string }
  | { kind: "not_made"; nodeId: string; visit: number }
  /** `zone` and `why` are missing in what was written before they were kept. */
  | { kind: "waits"; nodeId: string; until: string; zone?: string; why?: WaitReason }
  /** A wait that was over already, or had nothing to wait for. */
  | { kind: "passed"; nodeId: string; why: "over" | "open_now" | "no_date" }
  /** The paths that were tried, the taken one last; none of them held when `port` is `else`. */
  | { kind: "branched"; nodeId: string; port: string; tried: { path: string; why: Explanation }[] }
  | { kind: "split"; nodeId: string; arm: string; holdout: boolean }
  | { kind: "chose_channel"; nodeId: string; channel: Channel | null; reasons: ChannelChoice["reasons"] }
  | { kind: "attempt"; nodeId: string; number: number; of: number }
  | { kind: "ladder_over"; nodeId: string; why: "exhausted" | "unreachable"; channel: Channel }
  | { kind: "asked_person"; nodeId: string; visit: number; about: "approval" | "fees" }
  | { kind: "person_answered"; nodeId: string; visit: number; answer: "yes" | "no" | "timeout" }
  | { kind: "updated"; nodeId: string; changes: Change[] }
  | { kind: "notified"; nodeId: string; by: NotifyWay["by"] }
  | {
      kind: "fees";
      nodeId: string;
      what: "proposed" | "charged" | "none" | "dropped";
      lines: FeeLine[];
      skipped: SkippedFee[];
    }
  | { kind: "webhook_called"; nodeId: string; visit: number }
  | {
      kind: "webhook_answered";
      nodeId: string;
      visit: number;
      ok: boolean;
      code?: string;
      kept?: Record<string, string | number | boolean | null>;
    }
  | { kind: "left"; nodeId: string; outcome: string }
  | { kind: "parked"; nodeId: string; reason: string };
