// Steps that say something and go on, or end. Pure.
import type { ExecutableNode } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import { askAgain, openRecording } from "@/server/flows/interpreter/recording";
import type { ConversationState } from "@/server/flows/interpreter/state";

export const start: Behaviour<"start"> = {
  enter(talk, node) {
    for (const text of openingOf(node, talk.state)) talk.sayText(text, "mandatory");
    if (!openRecording(talk)) talk.go("next");
  },
  again: askAgain,
};

type Start = Extract<ExecutableNode, { kind: "start" }>;

/** Who called or wrote first is not told that we call; and what is written has no voice. */
function openingOf({ sentences, inbound, written }: Start, { channel, direction }: ConversationState): SpokenText[] {
  if ((channel === "sms" || channel === "email") && written?.length) return written;
  return direction === "inbound" && inbound?.length ? inbound : sentences;
}

export const say: Behaviour<"say"> = {
  enter(talk, node) {
    for (const text of node.sentences) talk.sayText(text, "mandatory");
    if (node.instruction?.trim()) talk.speak(node.instruction);
    talk.go("next");
  },
};

/** What is asked about must be known: of nothing that is known nothing is answered. */
export const answer: Behaviour<"answer"> = {
  enter(talk, node) {
    const { invoices, balances, promise } = talk.state.facts.money;
    const knows = { balance: balances.length > 0, invoices: invoices.length > 0, promise: promise !== undefined };
    const isKnown = node.sources.some((source) => (source in knows ? knows[source as keyof typeof knows] : false));
    if (!isKnown || !talk.state.isVerified) return talk.go("unknown");
    talk.speak(node.instruction, { "they asked": lastTurn(talk.state.turns) });
    talk.go("next");
  },
};

function lastTurn(turns: readonly { by: "them" | "us"; text: string }[]): string {
  return turns.findLast((turn) => turn.by === "them")?.text ?? "";
}

export const endStep: Behaviour<"end"> = {
  enter(talk, node) {
    talk.sayText(node.goodbye);
    talk.endAs(node.outcome);
  },
};
