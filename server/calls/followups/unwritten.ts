// What a debtor told a person of ours, for whom nothing is written down on its own as it is for the AI. Pure.
import type { CallFacts } from "@/server/calls/followups/call-facts";
import { globalIn, intentIn } from "@/server/flows/reading/intents";

const QUOTED_MAX = 3;

/** The debtor's words that promise or dispute while a person of ours had the call, where none is written down of it. */
export function unwrittenIn({
  turns,
  promises,
  disputes,
}: Pick<CallFacts, "turns" | "promises" | "disputes">): string[] {
  const found: string[] = [];
  let isPersons = false;
  for (const { speaker, kind, text } of turns) {
    if (speaker !== "debtor") isPersons = speaker === "person";
    else if (isPersons && kind === "speech") {
      const isPromise = promises.length === 0 && intentIn(text, ["will_pay"]) !== undefined;
      const isDispute = disputes.length === 0 && globalIn(text)?.intent === "dispute";
      if (isPromise || isDispute) found.push(text);
    }
  }
  return found.slice(0, QUOTED_MAX);
}
