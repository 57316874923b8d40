// What cannot be used yet, because its other half comes with later work, and why. A step that needs it cannot be
// published. Screens translate by the code of the reason. Pure.
import type { DraftNode, NodeKind, SignalKind } from "@/server/journeys/graph/schema";

const missingParts = ["inbox", "plans", "reply_intents", "email_tracking"] as const;
export type MissingPart = (typeof missingParts)[number];

/** In plain English, for the command line and errors. */
export const missingPartReasons: Record<MissingPart, string> = {
  inbox: "There is no shared inbox yet in which a person could be given a conversation.",
  plans: "There are no instalment plans yet that a debtor could accept.",
  reply_intents: "Replies are not told apart by their meaning yet.",
  email_tracking: "Opens and clicks of e-mails are not recorded yet.",
};

const kinds: Partial<Record<NodeKind, MissingPart>> = { assign: "inbox", offer_plan: "plans" };
const signals: Partial<Record<SignalKind, MissingPart>> = {
  email_opened: "email_tracking",
  email_clicked: "email_tracking",
};

/** What a kind of step still lacks altogether. */
export const kindLacks = (kind: NodeKind): MissingPart | undefined => kinds[kind];
export const signalLacks = (signal: SignalKind): MissingPart | undefined => signals[signal];

/** Everything that this step uses and that is not there yet. */
export function partsMissing(node: DraftNode): MissingPart[] {
  const parts: (MissingPart | undefined)[] = [kindLacks(node.kind)];
  if (node.kind === "ladder") parts.push(...(node.stopOn ?? []).map(signalLacks));
  if (node.kind === "wait_for_signal") {
    parts.push(...(node.signals ?? []).map(signalLacks));
    if (node.intents?.length) parts.push("reply_intents");
  }
  return [...new Set(parts.filter((part) => part !== undefined))];
}
