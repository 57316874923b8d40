// Steps that ask for one thing: read by rules, else by the model, checked, read back where it is money or a day. Pure.
import type { SlotLimits, SpokenText } from "@/server/flows/graph/settings";
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import type { SlotType } from "@/server/flows/interpreter/commands";
import { fill, readBack } from "@/server/flows/interpreter/steps/confirming";
import { askedFor, type Reading, readSlot } from "@/server/flows/interpreter/steps/slots";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";
import { yesOrNo } from "@/server/flows/reading/intents";

/** What both kinds of asking have in common. */
type Question = {
  id: string;
  slot: string;
  of: SlotType;
  question: SpokenText;
  limits: SlotLimits;
  isConfirmed: boolean;
  attemptsMax: number;
  silenceMs: number;
  done(talk: Talk): Moved;
};

function put(talk: Talk, question: Question, before?: string): Moved {
  if (!talk.mayAsk(question)) return talk.go("not_given");
  if (before) talk.say(before);
  repeat(talk, question);
}

function repeat(talk: Talk, question: Question): Moved {
  const { phase } = talk.state;
  if (phase.kind === "confirming") return readBack(talk, question, phase.value);
  talk.sayText(question.question);
  talk.phase({ kind: "asking" });
  talk.listen({
    slot: { name: question.slot, type: question.of },
    instruction: "Hear what the person answers to the question.",
    silenceMs: question.silenceMs,
  });
}

function hear(talk: Talk, question: Question, text: string): boolean {
  const { phase } = talk.state;
  if (phase.kind === "confirming") {
    const answer = yesOrNo(text);
    // "No, Friday" corrects and answers at once.
    const reading = answer === true ? undefined : readSlot(talk, question.of, question.limits, text);
    if (reading && question.of !== "free") return correct(talk, question, reading);
    if (answer === undefined) return false;
    return decide(talk, question, answer);
  }
  const reading = readSlot(talk, question.of, question.limits, text);
  if (!reading) return false;
  return take(talk, question, reading);
}

function correct(talk: Talk, question: Question, reading: NonNullable<Reading>): true {
  if (!talk.mayAsk(question)) {
    talk.go("not_given");
    return true;
  }
  return take(talk, question, reading);
}

function take(talk: Talk, question: Question, reading: NonNullable<Reading>): true {
  if ("told" in reading) {
    talk.record({ what: "refused", of: "slot", detail: question.slot });
    talk.phase({ kind: "asking" });
    put(talk, question, reading.told);
  } else if (question.isConfirmed) {
    readBack(talk, question, reading.value);
  } else {
    fill(talk, question.slot, reading.value);
    question.done(talk);
  }
  return true;
}

function decide(talk: Talk, question: Question, isRight: boolean): true {
  const { phase } = talk.state;
  if (phase.kind !== "confirming") return true;
  if (isRight) {
    fill(talk, question.slot, phase.value);
    question.done(talk);
  } else {
    talk.phase({ kind: "asking" });
    put(talk, question, talk.words.sorryAgain);
  }
  return true;
}

/** A day that stands in what was just said is not asked for again, but read back. */
function takeWhatWasSaid(talk: Talk, question: Question): boolean {
  const last = talk.state.turns.at(-1);
  if (question.of !== "date" || !question.isConfirmed || last?.by !== "them") return false;
  const reading = readSlot(talk, question.of, question.limits, last.text);
  if (!reading || "told" in reading || !talk.mayAsk(question)) return false;
  return take(talk, question, reading);
}

function behaviour<Kind extends "ask" | "callback">(
  questionOf: (node: Parameters<Behaviour<Kind>["enter"]>[1]) => Question,
): Behaviour<Kind> {
  return {
    enter(talk, node) {
      if (!takeWhatWasSaid(talk, questionOf(node))) put(talk, questionOf(node));
    },
    again: (talk, node) => repeat(talk, questionOf(node)),
    hears: (talk, node, text) => hear(talk, questionOf(node), text),
    takes(talk, node, proposal) {
      const question = questionOf(node);
      if (talk.state.phase.kind === "confirming") {
        if (proposal.kind === "slot") return hear(talk, question, proposal.value);
        return proposal.exit === "yes" || proposal.exit === "no"
          ? decide(talk, question, proposal.exit === "yes")
          : false;
      }
      if (proposal.kind !== "slot") return false;
      const reading = readSlot(talk, question.of, question.limits, proposal.value);
      return reading ? take(talk, question, reading) : false;
    },
    unclear: (talk, node) =>
      put(
        talk,
        questionOf(node),
        talk.state.phase.kind === "confirming" ? talk.words.notUnderstood : askedFor(talk, questionOf(node).of),
      ),
    silent: (talk) => talk.go("not_given"),
  };
}

export const ask: Behaviour<"ask"> = behaviour<"ask">((node) => ({
  ...node,
  limits: node.limits ?? {},
  // A draft that slipped through asks again all the same: money and days are always read back.
  isConfirmed: node.isConfirmed || node.of === "amount" || node.of === "date",
  done: (talk) => talk.go("filled"),
}));

export const callback: Behaviour<"callback"> = {
  ...behaviour<"callback">((node) => ({
    ...node,
    slot: "callback_on",
    of: "date",
    limits: { withinDays: node.withinDays },
    isConfirmed: true,
    done(talk) {
      const on = talk.state.slots.callback_on;
      const args = { on: on?.type === "date" ? on.day : talk.today };
      talk.phase({ kind: "calling", skillCallId: talk.call("schedule_callback", args) });
    },
  })),
  answered: (talk, _node, outcome) => talk.go(outcome.ok ? "scheduled" : "failed"),
};
