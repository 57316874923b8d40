// What is done about a turn that a moderation service flagged. Who speaks of harming themselves is asked for nothing more;
// a threat ends it; who is abusive is asked once to stay calm, and the second time a person takes it on. Pure.
import { answerGlobal, bye } from "@/server/flows/interpreter/everywhere";
import type { ReadTurn } from "@/server/flows/interpreter/read-turn";
import type { Talk } from "@/server/flows/interpreter/talk";
import { globalIn } from "@/server/flows/reading/intents";

/** True: that was the answer. A stop is one whatever else was said. */
export function heedFlags(talk: Talk, { flags, text }: ReadTurn): boolean {
  const what = flags.includes("self_harm") ? "hardship" : flags.includes("threat") ? "threat" : "abuse";
  if (what === "abuse" && (!flags.includes("abuse") || !isAgain(talk))) return false;
  const heard = globalIn(text);
  if (heard?.isCertain && heard.intent === "stop") {
    talk.record({ what });
    answerGlobal(talk, "stop");
  } else if (what === "hardship") {
    answerGlobal(talk, "hardship");
  } else {
    talk.record({ what });
    const { threatened, abused } = talk.words;
    bye(talk, what === "threat" ? threatened : abused(talk.state.facts.company.name), what);
  }
  return true;
}

/** The first time what else they said is heard as well. */
function isAgain(talk: Talk): boolean {
  const abuses = (talk.state.abuses ?? 0) + 1;
  talk.set({ abuses });
  if (abuses === 1) talk.say(talk.words.stayCalm);
  return abuses > 1;
}
