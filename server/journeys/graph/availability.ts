// What cannot be used yet, because its other half comes with later work, and why. A step that needs it cannot be
// published. Screens translate by the code of the reason. Pure.
import type { DraftNode, NodeKind, SignalKind } from "@/server/journeys/graph/schema";
import type { Trigger } from "@/server/journeys/graph/settings";

const missingParts = ["inbox", "plans", "reply_intents", "api_events", "email_tracking"] as const;
export type MissingPart = (typeof missingParts)[number];

/** In plain English, for the command line and errors. */
export const missingPartReasons: Record<MissingPart, string> = {
  inbox: "There is no shared inbox yet in which a person could be given a conversation.",
  plans: "There are no instalment plans yet that a debtor could accept.",
  reply_intents: "Replies are not told apart by their meaning yet.",
  api_events: "There is no public API yet through which events could come.",
  email_tracking: "Opens and clicks of e-mails are not recorded yet.",
};

const kinds: Partial<Record<NodeKind, MissingPart>> = { assign: "inbox", offer_plan: "plans" };
const signals: Partial<Record<SignalKind, MissingPart>> = {
  email_opened: "email_tracking",
  email_clicked: "email_tracking",
  api_event: "api_events",
};
const triggers: Partial<Record<Trigger["on"], MissingPart>> = { api_event: "api_events" };

/** What a kind of step still lacks altogether. */
export const kindLacks = (kind: NodeKind): MissingPart | undefined => kinds[kind];
export const signalLacks = (signal: SignalKind): MissingPart | undefined => signals[signal];
export const triggerLacks = (on: Trigger["on"]): MissingPart | undefined => triggers[on];

/** Everything that this step uses and that is not there yet. */
export function partsMissing(node: DraftNode): MissingPart[] {
  const parts: (MissingPart | undefined)[] = [kindLacks(node.kind)];
  if (node.kind === "start" && node.trigger) parts.push(triggerLacks(node.trigger.on));
  if (node.kind === "ladder") parts.push(...(node.stopOn ?? []).map(signalLacks));
  if (node.kind === "wait_for_signal") {
    parts.push(...(node.signals ?? []).map(signalLacks));
    if (node.intents?.length) parts.push("reply_intents");
    if (node.apiEvents?.length) parts.push("api_events");
  }
  return [...new Set(parts.filter((part) => part !== undefined))];
}
