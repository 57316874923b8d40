// Who is on the line: asked before anything of the debt is said, compared here and never by the model. Pure.
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import { yesNoChoices } from "@/server/flows/interpreter/steps/confirming";
import type { Moved, Of, Talk } from "@/server/flows/interpreter/talk";
import { yesOrNo } from "@/server/flows/reading/intents";
import { digitsIn } from "@/server/flows/reading/numbers";
import { plain } from "@/server/flows/reading/tokens";

type Verify = Of<"verify">;

export const verify: Behaviour<"verify"> = {
  enter(talk, node) {
    if (talk.state.isVerified) return talk.go("verified");
    talk.phase({ kind: "identifying", check: 0 });
    put(talk, node);
  },
  again: askWho,
  hears(talk, node, text) {
    if (checkOf(talk, node) === "right_person") {
      const answer = yesOrNo(text) ?? namesThemselves(talk, text);
      return answer === undefined ? false : decide(talk, node, answer);
    }
    return compare(talk, node, text);
  },
  takes(talk, node, proposal) {
    if (checkOf(talk, node) === "right_person") {
      const isAnswer = proposal.kind === "exit" && (proposal.exit === "yes" || proposal.exit === "no");
      return isAnswer ? decide(talk, node, proposal.exit === "yes") : false;
    }
    return proposal.kind === "slot" ? compare(talk, node, proposal.value) : false;
  },
  unclear(talk, node) {
    const { contact, debtor } = talk.state.facts;
    const isAskedWho = checkOf(talk, node) === "right_person";
    put(talk, node, isAskedWho ? talk.words.onlyToThem(contact?.name ?? debtor.name) : talk.words.notUnderstood);
  },
  silent: (talk) => talk.go("failed"),
};

function checkOf(talk: Talk, node: Verify) {
  const { phase } = talk.state;
  return phase.kind === "identifying" ? checksOf(talk, node)[phase.check] : undefined;
}

/** The number that somebody calls from can be feigned: whoever called us proves more than that they say so. */
function checksOf({ state }: Talk, { checks }: Verify): Verify["checks"] {
  const isTheirCall = state.channel === "voice" && state.direction === "inbound";
  if (!isTheirCall || checks.some((check) => check !== "right_person")) return checks;
  return [...checks, state.facts.identity?.postcode ? "postcode" : "account_number"];
}

function put(talk: Talk, node: Verify, before?: string): Moved {
  const check = checkOf(talk, node);
  // What we do not know ourselves proves nothing.
  const isUnknown = check !== "right_person" && (!check || !expected(talk, check));
  // Each check has its own attempts.
  if (isUnknown || !talk.mayAsk({ ...node, id: `${node.id} ${check}` })) return talk.go("failed");
  if (before) talk.say(before);
  askWho(talk, node);
}

function askWho(talk: Talk, node: Verify): Moved {
  const { words, state } = talk;
  const check = checkOf(talk, node);
  const { contact, debtor } = state.facts;
  if (check === "right_person") {
    talk.say(contact ? words.rightPerson(contact.name) : words.rightCompany(debtor.name), "plain", false);
    talk.listen({ choices: yesNoChoices, instruction: "Hear whether it is this person.", silenceMs: node.silenceMs });
    return;
  }
  talk.say(check === "postcode" ? words.askPostcode : words.askAccountNumber, "plain", false);
  const slot = { name: "identity", type: "free" as const };
  talk.listen({ slot, instruction: "Hear what the person answers, word for word.", silenceMs: node.silenceMs });
}

function decide(talk: Talk, node: Verify, isRight: boolean): true {
  if (isRight) pass(talk, node);
  else {
    talk.record({ what: "wrong_person" });
    talk.go("wrong_person");
  }
  return true;
}

function pass(talk: Talk, node: Verify): Moved {
  const { phase } = talk.state;
  const next = phase.kind === "identifying" ? phase.check + 1 : 0;
  if (next < checksOf(talk, node).length) {
    talk.phase({ kind: "identifying", check: next });
    return put(talk, node);
  }
  talk.set({ isVerified: true });
  talk.record({ what: "verified" });
  talk.go("verified");
}

function compare(talk: Talk, node: Verify, text: string): true {
  const check = checkOf(talk, node);
  const wanted = check === undefined || check === "right_person" ? undefined : expected(talk, check);
  if (wanted && matches(text, wanted)) pass(talk, node);
  else put(talk, node, talk.words.doesNotMatch);
  return true;
}

function expected({ state }: Talk, check: "postcode" | "account_number"): string | undefined {
  const { identity } = state.facts;
  return (check === "postcode" ? identity?.postcode : identity?.accountNumber) || undefined;
}

/** Words around the answer are no harm; so many letters and digits are a list of guesses. */
const SAID_MAX = 200;
const strayDigitsMax = 2;

/** The same letters and digits, written or spelled aloud; more around it is no harm, less is, and so is a list to choose from. */
function matches(text: string, wanted: string): boolean {
  const bare = (value: string) => plain(value).replace(/[^\p{L}\p{N}]/gu, "");
  const target = bare(wanted);
  if (target.length < 3) return false;
  const digits = Math.max(countDigits(text), digitsIn(text).length);
  if (text.length > SAID_MAX || digits > 2 * countDigits(wanted) + strayDigitsMax) return false;
  return bare(text).includes(target) || (/^\d+$/.test(target) && digitsIn(text).includes(target));
}

const countDigits = (text: string) => text.replace(/\P{N}/gu, "").length;

/** "This is Dana", to "am I speaking with Dana Whitfield?". */
function namesThemselves({ state }: Talk, text: string): true | undefined {
  const name = state.facts.contact?.name;
  const said = ` ${plain(text).replace(/[^\p{L}\p{M}\s]/gu, " ")} `;
  const isMe = /\b(this is|it's|it is|i'm|i am|here|main|मैं|speaking)\b/u.test(plain(text)) || /मैं/u.test(text);
  const parts = name
    ? plain(name)
        .split(/\s+/)
        .filter((part) => part.length > 2)
    : [];
  return isMe && !/\bnot\b|नहीं/u.test(said) && parts.some((part) => said.includes(` ${part} `)) ? true : undefined;
}
