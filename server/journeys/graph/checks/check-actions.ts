// What the steps that do something beside contacting need. Pure.
import { about, type Check, publicUrl, required, text } from "@/server/journeys/graph/checks/about";
import type { Change } from "@/server/journeys/graph/settings";
import { isCurrency } from "@/server/money";

export const notifyTeam: Check<"notify_team"> = (node) => [
  ...text(node, "message", node.message),
  ...required(node, "way", node.way),
  ...(node.way?.by === "webhook" ? publicUrl(node, node.way.url) : []),
  ...(node.way?.by === "email" ? required(node, "recipients", node.way.roles.length > 0 ? true : undefined) : []),
];

export const update: Check<"update"> = (node) => {
  const changes = node.changes ?? [];
  return [
    ...required(node, "changes", changes.length > 0 ? true : undefined),
    ...changes
      .filter((change) => nameOf(change) === "")
      .map((change) => about(node, "change_incomplete", change.do, "A change does not say what to change.")),
  ];
};

function nameOf(change: Change): string {
  if (change.do === "set_field") return change.field;
  return change.do === "set_stage" ? change.stage : change.tag;
}

export const lateFee: Check<"late_fee"> = (node) => [
  ...required(node, "basis", node.basis),
  ...(node.basis?.by === "own" && !isCurrency(node.basis.currency)
    ? [about(node, "currency_unknown", node.basis.currency, `"${node.basis.currency}" is not a currency.`)]
    : []),
];

export const webhook: Check<"webhook"> = (node) => publicUrl(node, node.url);

export const goTo: Check<"go_to"> = (node, graph) => {
  if (!node.target) return required(node, "target", undefined);
  const target = graph.nodes.find((other) => other.id === node.target);
  if (target && target.kind !== "start" && target.id !== node.id) return [];
  return [about(node, "target_missing", node.target, "The step that this goes to is gone, or cannot be gone to.")];
};
