// A step as it is when it is put down: settings that have an obvious beginning are there, texts are not. Pure.
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { Position } from "@/server/graphs/shape";

type Settings<Kind extends NodeKind> = Omit<Extract<DraftNode, { kind: Kind }>, "id" | "kind" | "position">;

const patience = { silenceMs: 8_000, attemptsMax: 3 };
const table: { [Kind in NodeKind]: () => Settings<Kind> } = {
  start: () => ({ sentences: [] }),
  say: () => ({ sentences: [] }),
  ask: () => ({ isConfirmed: true, ...patience }),
  listen: () => ({ paths: [], skills: [], ...patience }),
  skill: () => ({ args: {} }),
  answer: () => ({ sources: ["balance", "invoices"] }),
  offer: () => ({ policy: { extension: { daysMax: 14 } }, ...patience }),
  verify: () => ({ checks: ["right_person"], ...patience }),
  menu: () => ({ options: [], ...patience }),
  transfer: () => ({ mode: "warm", to: "anyone" }),
  callback: () => ({ withinDays: 7, ...patience }),
  voicemail: () => ({ beepWaitMs: 10_000 }),
  end: () => ({ outcome: "finished" }),
};

/** A fresh step of a kind. */
export function newNode<Kind extends NodeKind>(kind: Kind, id: string, position: Position): DraftNode {
  return { id, kind, position, ...table[kind]() } as DraftNode;
}

/** A flow with a start that leads to an end: what drawing begins with. */
export const blankFlow: DraftFlow = {
  schemaVersion: 1,
  languages: ["en", "hi"],
  routes: {},
  nodes: [newNode("start", "start", { x: 0, y: 0 }), newNode("end", "end_1", { x: 0, y: 160 })],
  edges: [
    { id: "start-machine", from: "start", port: "machine", to: "end_1" },
    { id: "start-next", from: "start", port: "next", to: "end_1" },
  ],
};
