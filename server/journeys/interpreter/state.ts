// What the interpreter is given and what it answers. Small plain JSON: `EnrollmentState` is stored once an enrollment.
import type { Channel, ExecutableGraph, MessageBody, SignalKind } from "@/server/journeys/graph/schema";
import type { Change, NotifyWay } from "@/server/journeys/graph/settings";
import type { HistoryEvent } from "@/server/journeys/interpreter/history";
import type { FeeLine } from "@/server/journeys/interpreter/late-fee";
import type { WebhookResults } from "@/server/journeys/rules/facts";

export type { HistoryEvent } from "@/server/journeys/interpreter/history";

export type EnrollmentState = {
  node: string;
  /** How often each step that does something was entered: the visit is part of its key. */
  visits: Record<string, number>;
  /** `waiting` at a wait, at a sending step that policy deferred, or for an answer. */
  status: "at_node" | "waiting" | "awaiting_verdict" | "done";
  /** ISO instant; while waiting. */
  until?: string;
  outcome?: string;
  /** The touch that was allowed last. */
  last?: TouchName;
  /** Of a ladder: which attempt, and whether it was made and its delay runs. */
  attempt?: { number: number; made: boolean };
  /** What webhooks answered, as far as their steps keep it. */
  results?: WebhookResults;
  /** Which group each split put the debtor in. */
  arms?: Record<string, string>;
};

export type TouchName = { nodeId: string; visit: number };

/** `cancelled`: touches of this enrollment that the signal cancelled before they left, in the order they were decided. */
export type SignalData = { cancelled?: TouchName[]; [detail: string]: unknown };

export type Input =
  | { kind: "wake" }
  | { kind: "signal"; signal: SignalKind; data?: SignalData }
  | { kind: "verdict"; verdict: "allow" | "deny" | "defer"; until?: Date; code?: string }
  | Answer;

/** What a step asked for came back: a person's yes or no, a webhook's answer. One of an earlier visit is not heard. */
export type Answer = TouchName & {
  kind: "answer";
  answer: "yes" | "no";
  /** Of a webhook: what its step keeps, or why it failed. */
  kept?: Record<string, string | number | boolean | null>;
  code?: string;
};

/** A live step ends with exactly one command; what is already done answers none. */
export type Command =
  | { kind: "touch"; nodeId: string; visit: number; channel: Channel; content: TouchContent }
  | { kind: "wait"; until: Date }
  | { kind: "exit"; outcome: string }
  /** Cannot go on, which a validated graph never causes: a person must look. */
  | { kind: "park"; reason: "node_missing" | "edge_missing" | "endless" | "part_missing" };

/** `flowId`: the conversation that a call is held by; the body is its script then, where it cannot be. */
export type TouchContent = { subject?: MessageBody; body: MessageBody; flowId?: string };

/** What is to be done on the way, in the same transaction as the new state; the visit makes each happen once. */
export type Effect = TouchName &
  (
    | { kind: "update"; changes: Change[] }
    | { kind: "notify"; way: NotifyWay; message: MessageBody }
    | { kind: "ask_approval"; question: MessageBody; until: string }
    | { kind: "charge_fees"; lines: FeeLine[] }
    /** A person sees the lines first; `settle_fees` then charges or drops them. */
    | { kind: "propose_fees"; lines: FeeLine[]; until: string }
    | { kind: "settle_fees"; charge: boolean }
    | { kind: "call_webhook"; url: string; keep: string[] }
    /** Nobody has answered, and the answer is not waited for any more. */
    | { kind: "withdraw_question" }
  );

export type Step = { state: EnrollmentState; commands: Command[]; effects: Effect[]; events: HistoryEvent[] };

/** Where an enrollment begins. */
export function initialState(graph: ExecutableGraph): EnrollmentState {
  const start = graph.nodes.find((node) => node.kind === "start");
  return { node: start?.id ?? "", visits: {}, status: "at_node" };
}
