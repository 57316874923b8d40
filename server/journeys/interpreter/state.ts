// What the interpreter is given and what it answers. Small plain JSON: `EnrollmentState` is stored once an enrollment.
import type { Channel, ExecutableGraph, MessageBody, SignalKind } from "@/server/journeys/graph/schema";

export type EnrollmentState = {
  node: string;
  /** How often each sending step was entered: the visit is part of a touch's key. */
  visits: Record<string, number>;
  /** `waiting` at a wait, or at a sending step that policy deferred. */
  status: "at_node" | "waiting" | "awaiting_verdict" | "done";
  /** ISO instant; while waiting. */
  until?: string;
  outcome?: string;
  /** The touch that was allowed last. */
  last?: TouchName;
};

export type TouchName = { nodeId: string; visit: number };

/** `cancelled`: touches of this enrollment that the signal cancelled before they left, in the order they were decided. */
export type SignalData = { cancelled?: TouchName[]; [detail: string]: unknown };

export type Input =
  | { kind: "wake" }
  | { kind: "signal"; signal: SignalKind; data?: SignalData }
  | { kind: "verdict"; verdict: "allow" | "deny" | "defer"; until?: Date; code?: string };

/** A live step ends with exactly one command; what is already done answers none. */
export type Command =
  | { kind: "touch"; nodeId: string; visit: number; channel: Channel; content: TouchContent }
  | { kind: "wait"; until: Date }
  | { kind: "exit"; outcome: string }
  /** Cannot go on, which a validated graph never causes: a person must look. */
  | { kind: "park"; reason: "node_missing" | "edge_missing" | "endless" };

export type TouchContent = { subject?: MessageBody; body: MessageBody };

/** What happened and why: codes and ids only. */
export type HistoryEvent =
  | { kind: "went"; from: string; port: string; to: string }
  | { kind: "signalled"; signal: SignalKind; nodeId: string; taken: boolean }
  | { kind: "asked"; nodeId: string; visit: number }
  | { kind: "answered"; nodeId: string; visit: number; verdict: "allow" | "deny" | "defer"; code?: string }
  | { kind: "not_made"; nodeId: string; visit: number }
  | { kind: "waits"; nodeId: string; until: string }
  | { kind: "left"; nodeId: string; outcome: string }
  | { kind: "parked"; nodeId: string; reason: string };

export type Step = { state: EnrollmentState; commands: Command[]; events: HistoryEvent[] };

/** Where an enrollment begins. */
export function initialState(graph: ExecutableGraph): EnrollmentState {
  const start = graph.nodes.find((node) => node.kind === "start");
  return { node: start?.id ?? "", visits: {}, status: "at_node" };
}
