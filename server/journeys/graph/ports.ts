// Where edges may leave a node. Pure.
import type { DraftNode, NodeKind, SignalKind } from "@/server/journeys/graph/schema";
import type { ReplyIntent } from "@/server/journeys/graph/signals";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
const next = () => ["next"];

/** The way out that a reply of a kind takes, and the one of a named API event. */
const intentPort = (intent: ReplyIntent) => `reply:${intent}`;
const eventPort = (event: string) => `event:${event}`;

const table: { [Kind in NodeKind]: (node: Of<Kind>) => string[] } = {
  start: next,
  send_email: next,
  send_sms: next,
  place_call: next,
  ladder: (node) => [...(node.stopOn ?? []), "next"],
  wait: next,
  wait_for_signal: (node) => [
    ...(node.signals ?? []),
    ...(node.intents ?? []).map(intentPort),
    ...(node.apiEvents ?? []).map(eventPort),
    "timeout",
  ],
  branch: (node) => [...(node.paths ?? []).map((path) => path.id), "else"],
  split: (node) => (node.arms ?? []).map((arm) => arm.id),
  choose_channel: (node) => [...(node.channels ?? []), "none"],
  approve: () => ["no", "timeout", "yes"],
  assign: next,
  notify_team: next,
  update: next,
  late_fee: () => ["not_charged", "next"],
  offer_plan: () => ["declined", "timeout", "accepted"],
  webhook: () => ["failed", "next"],
  go_to: () => [],
  exit: () => [],
};

/** The ports of a node in the order they are drawn; the last is the main way on. */
export function portsOf(node: DraftNode): string[] {
  return (table[node.kind] as (node: DraftNode) => string[])(node);
}

/** The way out that a signal takes of a step that listens for it: a reply of a kind before any reply. */
export function portHeard(
  node: { signals: readonly SignalKind[]; intents?: readonly ReplyIntent[]; apiEvents?: readonly string[] },
  signal: SignalKind,
  data: { readonly [detail: string]: unknown } | undefined,
): string | undefined {
  const intent = signal === "replied" && node.intents?.find((candidate) => candidate === data?.intent);
  if (intent) return intentPort(intent);
  const event = signal === "api_event" && node.apiEvents?.find((candidate) => candidate === data?.event);
  if (event) return eventPort(event);
  return node.signals.includes(signal) ? signal : undefined;
}
