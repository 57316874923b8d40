// A model without a model: reads turns by plain rules and words facts as a list, the same every time, so that every path of a
// flow can be tried without a key.
import type { Choice } from "@/server/flows/interpreter/commands";
import type { Proposal } from "@/server/flows/interpreter/events";
import type { ConversationModel, TurnToJudge } from "@/server/flows/ports";
import { globalIn, yesOrNo } from "@/server/flows/reading/intents";
import { says, tokensOf } from "@/server/flows/reading/tokens";

export const sandboxConversationModel: ConversationModel = {
  name: "sandbox",
  propose: async (turn) => proposalFor(turn),
  async word({ facts, language }) {
    const told = Object.entries(facts).filter(([name]) => name !== "they asked");
    const lead = language === "hi" ? "हमारे पास यह है" : "This is what we have";
    return `${lead}: ${told.map(([name, value]) => `${name} ${value}`).join("; ")}.`;
  },
};

function proposalFor(turn: TurnToJudge): Proposal {
  const choice = exampleSaid(turn) ?? answerOf(turn) ?? everywhere(turn) ?? nearest(turn);
  const skill = skillFor(turn);
  if (skill) return { kind: "skill", name: skill, args: {} };
  if (choice) return { kind: "exit", exit: choice.id };
  if (turn.slot) return { kind: "slot", value: turn.text };
  return { kind: "unclear" };
}

function exampleSaid({ choices, text }: TurnToJudge): Choice | undefined {
  return choices.find((choice) => choice.examples?.some((example) => says(text, example)));
}

function answerOf({ choices, text }: TurnToJudge): Choice | undefined {
  const answer = yesOrNo(text);
  return answer === undefined ? undefined : choices.find((choice) => choice.id === (answer ? "yes" : "no"));
}

function everywhere({ choices, text }: TurnToJudge): Choice | undefined {
  const meant = globalIn(text);
  return meant?.isCertain ? choices.find((choice) => choice.id === meant.intent) : undefined;
}

const emptyWords = new Set(
  "a an and are as be by for he i in is it me my of on or our she that the they this to us was we what with you your wants says asks".split(
    " ",
  ),
);

/** The one choice whose description shares at least two words with the turn, more than any other does. */
function nearest({ choices, text }: TurnToJudge): Choice | undefined {
  const said = new Set(tokensOf(text).filter((word) => !emptyWords.has(word)));
  const scored = choices
    .map((choice) => ({ choice, score: tokensOf(choice.description).filter((word) => said.has(word)).length }))
    .sort((one, other) => other.score - one.score);
  const [first, second] = scored;
  return first && first.score >= 2 && first.score > (second?.score ?? 0) ? first.choice : undefined;
}

const skillWords: Record<string, RegExp> = {
  send_pay_link: /\b(link|pay online)\b|लिंक/u,
  look_up_account: /\b(balance|how much|account)\b|कितना/u,
  end: /^(good)?bye\b|\bhave to go\b|अलविदा/u,
};

function skillFor({ skills, text }: TurnToJudge): string | undefined {
  return skills.find((skill) => skillWords[skill]?.test(text.toLowerCase()));
}
