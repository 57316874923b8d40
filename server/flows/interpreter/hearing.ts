// A turn of the other person: made fit to keep, read by rules, then, where they cannot tell, by the model. Pure.
import { behaviourOf } from "@/server/flows/interpreter/behaviours";
import type { EventOf, Proposal } from "@/server/flows/interpreter/events";
import { again, answerGlobal, askForStop, isBeingHandled, isGlobal } from "@/server/flows/interpreter/everywhere";
import { heedFlags } from "@/server/flows/interpreter/flagged";
import { type ReadTurn, readTurn } from "@/server/flows/interpreter/read-turn";
import { asksForNoRecording, hearConsent, withdraws } from "@/server/flows/interpreter/recording";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";
import { type GlobalIntent, globalIn, yesOrNo } from "@/server/flows/reading/intents";
import { skillContracts } from "@/server/flows/skills/contracts";
import { skillName } from "@/server/flows/skills/names";

/** A proposal that does not come within this time is none. */
const judgeTimeoutMs = 8_000;
/** A mandatory sentence that is cut off this often is not going to be heard. */
const repeatsMax = 3;

export function hear(talk: Talk, event: EventOf<"heard">): Moved {
  const { listening } = talk.state;
  if (listening?.turnId !== event.turnId || listening.judging) return hearBeside(talk, event);
  heed(talk, event);
}

/** What may be said at any time is answered at once; the rest waits for the question that it may answer. */
export function hearOpening(talk: Talk, turn: ReadTurn): Moved {
  if (heedFlags(talk, turn)) return;
  const meant = globalIn(turn.text);
  if (meant?.isCertain && meant.intent !== "repeat") return answerGlobal(talk, meant.intent);
  talk.set({ opening: turn.text });
}

/** While we do something else, only what can never wait for its turn. */
function hearBeside(talk: Talk, event: EventOf<"heard">): Moved {
  const isGrave = event.flags?.some((flag) => flag !== "abuse") ?? false;
  const final = finalIn(event.text);
  if (!isGrave && !final && !asksForNoRecording(talk, event)) return;
  const turn = readTurn(talk, event);
  withdraws(talk, event);
  if (heedFlags(talk, turn)) return;
  if (final) answerGlobal(talk, final);
}

/** What is said to a human who took over: a stop holds whoever it was said to. */
export function overhear(talk: Talk, event: EventOf<"heard">): Moved {
  readTurn(talk, event);
  withdraws(talk, event);
  if (finalIn(event.text) !== "stop") return;
  talk.record({ what: "stop" });
  talk.call("do_not_call", {}, true);
}

const finalIntents: ReadonlySet<GlobalIntent> = new Set(["stop", "attorney", "bankruptcy", "deceased", "hardship"]);

/** What ends every conversation, whatever it is about. */
function finalIn(text: string): GlobalIntent | undefined {
  const heard = globalIn(text);
  return heard?.isCertain && finalIntents.has(heard.intent) ? heard.intent : undefined;
}

/** Keys are a turn as well. */
export function press(talk: Talk, event: EventOf<"pressed">): Moved {
  if (!talk.state.listening) return;
  const { turnId } = talk.state.listening;
  heed(talk, { type: "heard", at: event.at, turnId, text: event.digits });
}

function heed(talk: Talk, event: EventOf<"heard">): Moved {
  const turn = readTurn(talk, event);
  const isWithdrawn = withdraws(talk, event);
  if (talk.state.isPaused) {
    const final = finalIn(turn.text);
    return final && answerGlobal(talk, final);
  }
  if (heedFlags(talk, turn)) return;
  if (isWithdrawn) return confirmWithdrawal(talk);
  // "No, do not record" is an answer, and no stop.
  if (talk.state.listening?.aside === "recording" && yesOrNo(turn.text) !== undefined && !turn.hasCard) {
    return hearConsent(talk, turn.text);
  }
  const heard = globalIn(turn.text);
  const meant = heard && !isBeingHandled(talk, heard.intent) ? heard : undefined;
  const early = talk.state.listening?.early;
  if (meant?.isCertain && meant.intent !== "repeat") return answerGlobal(talk, meant.intent);
  const wasOwed = talk.state.owed.length > 0;
  if (!repeatOwed(talk)) return;
  if (turn.hasCard) return warnOfCards(talk);
  if (talk.state.listening?.aside === "recording") return hearConsent(talk, turn.text);
  if (talk.state.listening?.aside === "stop") return hearStop(talk, turn.text);
  const { node } = talk;
  if (!node) return;
  // What the step asked for comes before what may only sound like something else.
  if (behaviourOf(node).hears?.(talk, node, turn.text)) return;
  if (meant?.intent === "repeat") return answerGlobal(talk, "repeat");
  if (meant?.intent === "stop") return askForStop(talk);
  // "Who is this?", before it had been said: now it has been.
  if (wasOwed) return again(talk);
  if (early) return take(talk, early);
  judge(talk, event.turnId, turn.text);
}

function confirmWithdrawal(talk: Talk): Moved {
  talk.set({ asides: talk.state.asides + 1 });
  if (!repeatOwed(talk)) return;
  talk.say(talk.words.notRecordedNow, "mandatory", false);
  again(talk);
}

function warnOfCards(talk: Talk): Moved {
  talk.set({ asides: talk.state.asides + 1 });
  talk.say(talk.words.noCards, "mandatory", false);
  again(talk);
}

function judge(talk: Talk, turnId: string, text: string): Moved {
  const timerId = talk.timer(judgeTimeoutMs);
  const { listening } = talk.state;
  if (listening) talk.set({ listening: { ...listening, judging: { text, timerId } } });
  talk.commands.push({ type: "judge", turnId, text });
}

export function propose(talk: Talk, event: EventOf<"proposed">): Moved {
  const { listening, isPaused } = talk.state;
  if (listening?.turnId !== event.turnId || isPaused) return;
  if (!listening.judging) {
    // Before the transcript: the rules come first, so it waits for them.
    if (!listening.early) talk.set({ listening: { ...listening, early: event.proposal } });
    return;
  }
  talk.commands.push({ type: "clear_timer", timerId: listening.judging.timerId });
  talk.set({ listening: { turnId: listening.turnId, ...(listening.aside && { aside: listening.aside }) } });
  take(talk, event.proposal);
}

/** The model did not answer. */
export function judgedInVain(talk: Talk): Moved {
  const { listening } = talk.state;
  if (!listening) return;
  talk.set({ listening: { turnId: listening.turnId, ...(listening.aside && { aside: listening.aside }) } });
  take(talk, { kind: "unclear" });
}

function take(talk: Talk, proposal: Proposal): Moved {
  const { node } = talk;
  const { listening } = talk.state;
  if (!node || !listening) return;
  if (listening.aside === "stop") {
    const isExit = proposal.kind === "exit";
    if (isExit && (proposal.exit === "yes" || proposal.exit === "stop")) return answerGlobal(talk, "stop");
    if (isExit && proposal.exit === "no") return again(talk);
    return answerGlobal(talk, "stop");
  }
  if (proposal.kind === "exit" && isGlobal(proposal.exit) && !isBeingHandled(talk, proposal.exit))
    return answerGlobal(talk, proposal.exit);
  if (proposal.kind === "skill") return takeSkill(talk, proposal);
  if (proposal.kind !== "unclear") {
    if (behaviourOf(node).takes?.(talk, node, proposal)) return;
    talk.record({ what: "refused", of: "slot", detail: proposal.kind });
  }
  behaviourOf(node).unclear?.(talk, node);
}

/** Only what the step allows, with arguments that fit, and nothing that binds anybody. */
function takeSkill(talk: Talk, proposal: Extract<Proposal, { kind: "skill" }>): Moved {
  const { node } = talk;
  if (!node) return;
  const name = skillName.safeParse(proposal.name);
  const allowed = node.kind === "listen" ? node.skills : [];
  const contract = name.success && allowed.includes(name.data) ? skillContracts[name.data] : undefined;
  const args = contract?.input.safeParse(proposal.args);
  const mayKnow = !contract?.tellsDebt || talk.state.isVerified;
  if (!name.success || !contract || contract.commits || !args?.success || !mayKnow) {
    talk.record({ what: "refused", of: "skill", detail: proposal.name.slice(0, 60) });
    return behaviourOf(node).unclear?.(talk, node);
  }
  if (name.data === "transfer") return answerGlobal(talk, "person");
  if (name.data === "do_not_call") return answerGlobal(talk, "stop");
  if (name.data === "end") return leaveIt(talk);
  // What came of it is told when it is back; until then nothing else is listened for.
  talk.stopListening();
  talk.call(name.data, args.data, true);
}

function leaveIt(talk: Talk): Moved {
  talk.say(talk.words.goodbye);
  talk.end("they_left");
}

/** Whether it was a stop that they meant. Without a clear no it was. */
function hearStop(talk: Talk, text: string): Moved {
  if (yesOrNo(text) === false) return again(talk);
  answerGlobal(talk, "stop");
}

/** Says again, from the start, what must be heard and was cut off; false: it never will be, and the conversation ends. */
export function repeatOwed(talk: Talk): boolean {
  const { owed } = talk.state;
  if (owed.some((sentence) => sentence.times >= repeatsMax)) {
    talk.say(talk.words.goodbye);
    talk.end("notice_not_heard");
    return false;
  }
  for (const sentence of owed) {
    talk.say(sentence.text, "mandatory");
    const sayId = `say_${talk.state.counts.say}`;
    const speech = talk.state.speaking[sayId];
    if (speech) talk.set({ speaking: { ...talk.state.speaking, [sayId]: { ...speech, times: sentence.times } } });
  }
  talk.set({ owed: [] });
  return true;
}
