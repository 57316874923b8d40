// A step as it is when it is put down: settings that have an obvious beginning are there, texts are not. Pure.
import type { DraftNode, NodeKind } from "@/server/journeys/graph/schema";

type Position = DraftNode["position"];
type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

const table: { [Kind in NodeKind]: (id: string, position: Position) => Of<Kind> } = {
  start: (id, position) => ({ id, kind: "start", position }),
  send_email: (id, position) => ({ id, kind: "send_email", position }),
  send_sms: (id, position) => ({ id, kind: "send_sms", position }),
  place_call: (id, position) => ({ id, kind: "place_call", position }),
  wait: (id, position) => ({ id, kind: "wait", position, duration: { amount: 3, unit: "days" } }),
  wait_for_signal: (id, position) => ({
    id,
    kind: "wait_for_signal",
    position,
    signals: ["link_opened"],
    timeout: { amount: 3, unit: "days" },
  }),
  branch: (id, position) => ({ id, kind: "branch", position, paths: [{ id: "path_1", label: "", all: [] }] }),
  exit: (id, position) => ({ id, kind: "exit", position, outcome: "finished" }),
};

/** A fresh step of a kind. */
export function newNode(kind: NodeKind, id: string, position: Position): DraftNode {
  return table[kind](id, position);
}

/** The first id of the form kind_number that no step has. */
export function freeId(kind: string, taken: Iterable<string>): string {
  const ids = new Set(taken);
  let number = 1;
  while (ids.has(`${kind}_${number}`)) number += 1;
  return `${kind}_${number}`;
}

/** A journey with a start that leads to an exit: what drawing begins with. */
export const blankGraph = {
  schemaVersion: 1 as const,
  leaveOn: ["paid_in_full" as const, "opted_out" as const, "dispute_opened" as const],
  nodes: [newNode("start", "start", { x: 0, y: 0 }), newNode("exit", "exit_1", { x: 0, y: 160 })],
  edges: [{ id: "start-next", from: "start", port: "next", to: "exit_1" }],
};
