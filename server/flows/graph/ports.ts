// Where edges may leave a step of a conversation. Pure.
import type { DraftNode, NodeKind } from "@/server/flows/graph/schema";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

const table: { [Kind in NodeKind]: (node: Of<Kind>) => string[] } = {
  start: () => ["machine", "next"],
  say: () => ["next"],
  ask: () => ["not_given", "filled"],
  listen: (node) => [...(node.paths ?? []).map((path) => path.id), "silent", "not_understood"],
  skill: () => ["failed", "done"],
  answer: () => ["unknown", "next"],
  offer: () => ["declined", "accepted"],
  verify: () => ["wrong_person", "failed", "verified"],
  menu: (node) => [...(node.options ?? []).map((option) => option.id), "timeout"],
  transfer: () => ["failed", "returned"],
  callback: () => ["not_given", "failed", "scheduled"],
  voicemail: () => ["next"],
  end: () => [],
};

/** The ways out of a step in the order they are drawn; the last is the main way on. */
export function portsOf(node: DraftNode): string[] {
  return (table[node.kind] as (node: DraftNode) => string[])(node);
}

/** The way out that is left once a step has asked as often as it may, however often it is entered: what bounds a loop. */
const bounds: Partial<Record<NodeKind, string>> = {
  ask: "not_given",
  listen: "not_understood",
  offer: "declined",
  verify: "failed",
  menu: "timeout",
  callback: "not_given",
};
export const boundOf = (kind: NodeKind): string | undefined => bounds[kind];
