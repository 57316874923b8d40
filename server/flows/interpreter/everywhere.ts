// What is answered wherever a conversation stands: what the law hears in a turn, and what people ask at any time. Pure.

import { behaviourOf } from "@/server/flows/interpreter/behaviours";
import type { OwnOutcome } from "@/server/flows/interpreter/outcomes";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";
import { type GlobalIntent, globalIntents } from "@/server/flows/reading/intents";

/** How often a conversation may be turned aside before it comes to an end. */
const asidesMax = 10;

export function isGlobal(exit: string): exit is GlobalIntent {
  return (globalIntents as readonly string[]).includes(exit);
}

const answers: Record<GlobalIntent, (talk: Talk) => Moved> = {
  stop(talk) {
    talk.record({ what: "stop" });
    talk.call("do_not_call", {}, true);
    bye(talk, talk.words.stopped(talk.state.facts.company.name), "stopped");
  },
  /** Who proved who they are is not the wrong person: what is not theirs is disputed. */
  wrong_person(talk) {
    if (talk.state.isVerified) return answers.dispute(talk);
    leave(talk, "wrong_person", talk.words.wrongPerson);
  },
  attorney: (talk) => leave(talk, "attorney", talk.words.attorney),
  bankruptcy: (talk) => leave(talk, "bankruptcy", talk.words.bankruptcy),
  deceased: (talk) => leave(talk, "deceased", talk.words.deceased),
  hardship: (talk) => leave(talk, "hardship", talk.words.hardship),
  dispute(talk) {
    talk.record({ what: "dispute" });
    const { dispute } = talk.flow.routes;
    if (mayTake(talk, dispute)) return talk.enter(dispute);
    bye(talk, talk.words.disputed, "disputed", false);
  },
  person(talk) {
    talk.record({ what: "wants_person" });
    const { person } = talk.flow.routes;
    if (mayTake(talk, person)) return talk.enter(person);
    bye(talk, talk.words.personWillCall(talk.state.facts.company.name), "wants_person");
  },
  robot(talk) {
    talk.record({ what: "asked_if_machine" });
    talk.say(talk.words.iAmAMachine(talk.state.facts.company.name), "mandatory");
    again(talk);
  },
  repeat: again,
};

/** Whether its route was taken already: what the steps there ask for sounds the same again, and is theirs to hear. */
export function isBeingHandled(talk: Talk, intent: GlobalIntent): boolean {
  if (intent !== "dispute" && intent !== "person") return false;
  const target = talk.flow.routes[intent];
  return target !== undefined && talk.wasAt(target);
}

/** Answers it, wherever the conversation stands. */
export function answerGlobal(talk: Talk, intent: GlobalIntent): Moved {
  const asides = talk.state.asides + 1;
  talk.set({ asides });
  if (asides > asidesMax && (intent === "robot" || intent === "repeat")) {
    return bye(talk, talk.words.goodbye, "too_long");
  }
  answers[intent](talk);
}

/** Asks whether a maybe was a stop. */
export function askForStop(talk: Talk, silenceMs = 8_000): Moved {
  talk.set({ asides: talk.state.asides + 1 });
  talk.say(talk.words.wantsStop, "mandatory");
  const choices = [
    { id: "yes", description: "wants no more contact" },
    { id: "no", description: "meant something else" },
  ];
  talk.listen({ choices, instruction: "Hear whether the person wants no more contact.", silenceMs });
  const { listening } = talk.state;
  if (listening) talk.set({ listening: { ...listening, aside: "stop" } });
}

/** Back to what was asked. */
export function again(talk: Talk): Moved {
  const { node } = talk;
  const behaviour = node && behaviourOf(node);
  if (node && behaviour?.again) behaviour.again(talk, node);
}

/** Says goodbye and ends. */
export function bye(talk: Talk, text: string, outcome: OwnOutcome, isOfDebt?: false): Moved {
  talk.say(text, "plain", isOfDebt);
  talk.end(outcome);
}

function leave(
  talk: Talk,
  what: Exclude<GlobalIntent, "stop" | "dispute" | "person" | "robot" | "repeat">,
  text: string,
): Moved {
  talk.record({ what });
  bye(talk, text, what);
}

/** A route is for who is verified, since it may name what is owed; and it is taken once. */
function mayTake(talk: Talk, target: string | undefined): target is string {
  if (target === undefined || !talk.has(target) || !talk.state.isVerified) return false;
  return !talk.wasAt(target);
}
