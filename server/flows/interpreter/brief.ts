import type { TransferBrief } from "@/server/flows/interpreter/commands";
import { openAmounts, tellSlot, tellSum } from "@/server/flows/interpreter/known";
import type { ConversationState } from "@/server/flows/interpreter/state";

/** What a human is told who takes the conversation over: who, owes, said, wants. `today`: of the debtor. Pure. */
export function briefOf(state: ConversationState, today: string): TransferBrief {
  const theirs = state.turns.filter((turn) => turn.by === "them");
  const who = [state.facts.contact?.name, state.facts.debtor.name].filter(Boolean).join(", ");
  const written = { ...state, channel: "chat" as const };
  return {
    who: state.isVerified ? who : `${who} (not verified)`,
    owes: tellSum(written, openAmounts(state)),
    said: theirs
      .slice(-3)
      .map((turn) => turn.text)
      .join(" / "),
    wants: Object.entries(state.slots)
      .map(([name, value]) => `${name}: ${tellSlot(written, value, today)}`)
      .join(", "),
  };
}
