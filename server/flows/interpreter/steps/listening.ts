// Steps that hear what somebody wants and branch: what holds by itself, what rules can read, what the model judges, in this
// order; and menus of keys. Pure.
import type { Condition } from "@/server/flows/graph/settings";
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import type { Choice } from "@/server/flows/interpreter/commands";
import { knownValue } from "@/server/flows/interpreter/known";
import type { SlotValue } from "@/server/flows/interpreter/state";
import type { Moved, Of, Talk } from "@/server/flows/interpreter/talk";
import { intentIn, intentMeanings } from "@/server/flows/reading/intents";
import { digitsIn } from "@/server/flows/reading/numbers";
import { says } from "@/server/flows/reading/tokens";
import { currencyExponent } from "@/server/money";

type Listen = Of<"listen">;

export const listen: Behaviour<"listen"> = {
  enter(talk, node) {
    if (!takeWhatHolds(talk, node) && !takeOpening(talk, node)) put(talk, node);
  },
  again: hearken,
  hears(talk, node, text) {
    const path = node.paths.find((candidate) => isSaid(candidate.when, text, node));
    if (!path) return takeWhatHolds(talk, node);
    talk.go(path.id);
    return true;
  },
  takes(talk, node, proposal) {
    if (proposal.kind !== "exit" || !choicesOf(node).some((choice) => choice.id === proposal.exit)) return false;
    talk.go(proposal.exit);
    return true;
  },
  unclear: (talk, node) => put(talk, node, talk.words.notUnderstood),
  silent: (talk) => talk.go("silent"),
  learns: takeWhatHolds,
};

/** They said it before they were asked. */
function takeOpening(talk: Talk, node: Listen): boolean {
  const { opening, isVerified } = talk.state;
  if (opening === undefined || !isVerified) return false;
  talk.set({ opening: undefined });
  const path = node.paths.find((candidate) => isSaid(candidate.when, opening, node));
  if (path) talk.go(path.id);
  return path !== undefined;
}

function put(talk: Talk, node: Listen, before?: string): Moved {
  if (!talk.mayAsk(node)) return talk.go("not_understood");
  if (before) talk.say(before);
  hearken(talk, node);
}

function hearken(talk: Talk, node: Listen): Moved {
  talk.sayText(node.prompt);
  talk.listen({
    choices: choicesOf(node),
    skills: node.skills,
    instruction: node.instruction,
    silenceMs: node.silenceMs,
  });
}

/** What the model may choose; what holds by itself is not for it to judge. */
function choicesOf(node: Listen): Choice[] {
  return node.paths.flatMap(({ id, label, when }): Choice[] => {
    if (when.by === "meaning") return [{ id, description: when.description, examples: when.examples }];
    if (when.by === "intent") return [{ id, description: intentMeanings[when.intent] }];
    return when.by === "words" ? [{ id, description: label, examples: Object.values(when.words).flat() }] : [];
  });
}

function isSaid(when: Condition, text: string, node: Listen): boolean {
  if (when.by === "words")
    return Object.values(when.words).some((phrases) => phrases.some((phrase) => says(text, phrase)));
  if (when.by !== "intent") return false;
  const among = node.paths.flatMap((path) => (path.when.by === "intent" ? [path.when.intent] : []));
  return intentIn(text, among) === when.intent;
}

function takeWhatHolds(talk: Talk, node: Listen): boolean {
  const path = node.paths.find(({ when }) => holds(talk, when));
  if (path) talk.go(path.id);
  return path !== undefined;
}

function holds(talk: Talk, when: Condition): boolean {
  if (when.by !== "slot" && when.by !== "known") return false;
  const actual =
    when.by === "known" ? knownValue(talk.state, when.fact, talk.now) : comparable(talk.state.slots[when.slot]);
  if (actual === undefined) return false;
  switch (when.op) {
    case "is":
      return String(actual) === String(when.value);
    case "is_not":
      return String(actual) !== String(when.value);
    case "more_than":
      return Number(actual) > Number(when.value);
    case "less_than":
      return Number(actual) < Number(when.value);
  }
}

/** Amounts in whole units. */
function comparable(value: SlotValue | undefined): string | number | boolean | undefined {
  switch (value?.type) {
    case "amount":
      return value.amount.amountMinor / 10 ** currencyExponent(value.amount.currency);
    case "date":
      return value.day;
    case "invoice":
      return value.number;
    case "yes_no":
      return value.answer;
    case "email":
      return value.email;
    case "free":
      return value.text;
    case "number":
      return value.value;
    default:
      return undefined;
  }
}

export const menu: Behaviour<"menu"> = {
  enter: (talk, node) => putMenu(talk, node),
  again: offerKeys,
  hears(talk, node, text) {
    const digit = /^[0-9*#]$/.test(text.trim()) ? text.trim() : digitsIn(text);
    const option = node.options.find((candidate) => candidate.digit === digit);
    if (option) talk.go(option.id);
    return option !== undefined;
  },
  takes(talk, node, proposal) {
    if (proposal.kind !== "exit" || !node.options.some((option) => option.id === proposal.exit)) return false;
    talk.go(proposal.exit);
    return true;
  },
  unclear: (talk, node) => putMenu(talk, node, talk.words.notUnderstood),
  silent: (talk) => talk.go("timeout"),
};

function putMenu(talk: Talk, node: Of<"menu">, before?: string): Moved {
  if (!talk.mayAsk(node)) return talk.go("timeout");
  if (before) talk.say(before);
  offerKeys(talk, node);
}

function offerKeys(talk: Talk, node: Of<"menu">): Moved {
  talk.sayText(node.prompt);
  talk.listen({
    choices: node.options.map(({ id, label }) => ({ id, description: label })),
    instruction: "Hear which of the options the person wants.",
    silenceMs: node.silenceMs,
  });
}
