// Where edges may leave a node. Pure.
import type { DraftNode, NodeKind } from "@/server/journeys/graph/schema";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
const next = () => ["next"];

const table: { [Kind in NodeKind]: (node: Of<Kind>) => string[] } = {
  start: next,
  send_email: next,
  send_sms: next,
  place_call: next,
  wait: next,
  wait_for_signal: (node) => [...(node.signals ?? []), "timeout"],
  branch: (node) => [...(node.paths ?? []).map((path) => path.id), "else"],
  exit: () => [],
};

/** The ports of a node in the order they are drawn. */
export function portsOf(node: DraftNode): string[] {
  return (table[node.kind] as (node: DraftNode) => string[])(node);
}
