// A step as it is when it is put down: settings that have an obvious beginning are there, texts are not. Pure.
import type { DraftNode, NodeKind } from "@/server/journeys/graph/schema";

type Position = DraftNode["position"];
type Settings<Kind extends NodeKind> = Omit<Extract<DraftNode, { kind: Kind }>, "id" | "kind" | "position">;

const threeDays = { amount: 3, unit: "days" as const };
const table: { [Kind in NodeKind]: () => Settings<Kind> } = {
  start: () => ({}),
  send_email: () => ({}),
  send_sms: () => ({}),
  place_call: () => ({}),
  ladder: () => ({ channel: "email", attempts: 3, delays: [threeDays], stopOn: [], messages: [{}] }),
  wait: () => ({ until: { by: "duration", duration: threeDays } }),
  wait_for_signal: () => ({ signals: ["link_opened"], timeout: threeDays }),
  branch: () => ({ paths: [{ id: "path_1", label: "", when: { all: [] } }] }),
  split: () => ({
    arms: [
      { id: "arm_1", label: "A", weight: 50 },
      { id: "arm_2", label: "B", weight: 50 },
    ],
  }),
  choose_channel: () => ({ channels: ["email", "sms", "voice"] }),
  approve: () => ({ timeout: threeDays }),
  assign: () => ({ to: "anyone" }),
  notify_team: () => ({ way: { by: "product" } }),
  update: () => ({ changes: [] }),
  late_fee: () => ({ confirmWithin: threeDays }),
  offer_plan: () => ({ instalmentsMax: 3, everyDays: 30, firstPercentMin: 25, timeout: { amount: 7, unit: "days" } }),
  webhook: () => ({ keep: [] }),
  go_to: () => ({}),
  exit: () => ({ outcome: "finished" }),
};

/** A fresh step of a kind. */
export function newNode<Kind extends NodeKind>(kind: Kind, id: string, position: Position): DraftNode {
  return { id, kind, position, ...table[kind]() } as DraftNode;
}

/** A journey with a start that leads to an exit: what drawing begins with. */
export const blankGraph = {
  schemaVersion: 2 as const,
  leaveOn: ["paid_in_full" as const, "opted_out" as const, "dispute_opened" as const],
  nodes: [newNode("start", "start", { x: 0, y: 0 }), newNode("exit", "exit_1", { x: 0, y: 160 })],
  edges: [{ id: "start-next", from: "start", port: "next", to: "exit_1" }],
};
