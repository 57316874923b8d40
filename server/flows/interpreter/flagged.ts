// What is done about a turn that a moderation service flagged. Who speaks of harming themselves is asked for nothing more;
// a threat ends it; who is abusive is asked once to stay calm, and the second time a person takes it on. Pure.
import { answerGlobal, bye } from "@/server/flows/interpreter/everywhere";
import type { ReadTurn } from "@/server/flows/interpreter/read-turn";
import type { Talk } from "@/server/flows/interpreter/talk";
import { type GlobalIntent, globalIn } from "@/server/flows/reading/intents";

/** What the law hears, whatever is said with it; each of them ends the conversation. */
const binding: ReadonlySet<GlobalIntent> = new Set(["stop", "attorney", "bankruptcy", "deceased"]);

/** True: that was the answer. */
export function heedFlags(talk: Talk, { flags, text }: ReadTurn): boolean {
  const what = flags.includes("self_harm") ? "hardship" : flags.includes("threat") ? "threat" : "abuse";
  if (what === "abuse" && (!flags.includes("abuse") || !isAgain(talk))) return false;
  const heard = globalIn(text);
  const isWrongPerson = heard?.intent === "wrong_person" && !talk.state.isVerified;
  if (heard?.isCertain && (binding.has(heard.intent) || isWrongPerson)) {
    talk.record({ what });
    answerGlobal(talk, heard.intent);
  } else if (what === "hardship") {
    answerGlobal(talk, "hardship");
  } else {
    talk.record({ what });
    const { threatened, abused } = talk.words;
    bye(talk, what === "threat" ? threatened : abused(talk.state.facts.company.name), what);
  }
  return true;
}

/** After our goodbye: it is written down, and nothing is said to it any more. */
export function noteFlags(talk: Talk, { flags }: ReadTurn): void {
  if (flags.includes("self_harm")) talk.record({ what: "hardship" });
  if (flags.includes("threat")) talk.record({ what: "threat" });
}

/** The first time what else they said is heard as well. */
function isAgain(talk: Talk): boolean {
  const abuses = (talk.state.abuses ?? 0) + 1;
  talk.set({ abuses });
  if (abuses === 1) talk.say(talk.words.stayCalm);
  return abuses > 1;
}
