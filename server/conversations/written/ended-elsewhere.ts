// Whether what happened outside of a conversation in messages ends it before anything more is said. Pure.
import type { Written } from "@/server/conversations/written/load-written";
import type { OwnOutcome } from "@/server/flows/interpreter/outcomes";

const stops: Record<string, OwnOutcome> = { attorney: "attorney", bankrupt: "bankruptcy", deceased: "deceased" };

/** What it then ended with; null: it goes on. Whoever writes after having paid is thanked by the conversation itself. */
export function endedElsewhere(of: Pick<Written, "elsewhere" | "messages" | "money">): OwnOutcome | null {
  const { stop, isOptedOut, isDisputed, isPaused } = of.elsewhere;
  if (stop) return stops[stop] ?? "stopped";
  if (isOptedOut) return "stopped";
  if (isDisputed) return "disputed";
  if (isPaused) return "wants_person";
  const isOpen = of.money.balances.some(({ openMinor }) => openMinor > 0);
  return !isOpen && of.messages.length === 0 ? "paid" : null;
}
