// What happens next in a conversation. Pure and total: whatever event comes, in whatever order, the answer is a state and what
// is asked of the transport. The engine holds the state; the model words, and proposes. After the end nothing is asked for.
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { behaviourOf } from "@/server/flows/interpreter/behaviours";
import type { ConversationEvent, EventOf } from "@/server/flows/interpreter/events";
import { again, answerGlobal, bye } from "@/server/flows/interpreter/everywhere";
import { noteFlags } from "@/server/flows/interpreter/flagged";
import {
  hear,
  hearOpening,
  judgedInVain,
  overhear,
  press,
  propose,
  repeatOwed,
} from "@/server/flows/interpreter/hearing";
import { knownFigures, openAmounts, tellSum } from "@/server/flows/interpreter/known";
import type { OwnOutcome } from "@/server/flows/interpreter/outcomes";
import { readTurn } from "@/server/flows/interpreter/read-turn";
import { consentUnanswered, heardAboutRecording } from "@/server/flows/interpreter/recording";
import type { ConversationState, Step } from "@/server/flows/interpreter/state";
import { supervise } from "@/server/flows/interpreter/supervising";
import { type Moved, Talk } from "@/server/flows/interpreter/talk";
import { checkSpoken } from "@/server/flows/reading/check-spoken";
import { globalIn } from "@/server/flows/reading/intents";

export { initialConversation } from "@/server/flows/interpreter/state";

/** Reads one event. */
export function advance(flow: ExecutableFlow, state: ConversationState, event: ConversationEvent, now: Date): Step {
  if (state.status === "ended") return { state, commands: [] };
  if ((state.status === "new") !== (event.type === "begun") && event.type !== "ended") return { state, commands: [] };
  const talk = new Talk(flow, state, now);
  read(talk, event);
  return { state: talk.state, commands: talk.commands };
}

function read(talk: Talk, event: ConversationEvent): Moved {
  switch (event.type) {
    case "begun":
      return begin(talk, event);
    case "ended":
      return close(talk, event);
    case "spoke":
      return spoke(talk, event);
    case "supervised":
      return supervise(talk, event);
    case "money_changed":
      return moneyChanged(talk, event);
    case "skill_done":
      return skillDone(talk, event);
    case "heard":
      return hearing[talk.state.status](talk, event);
    default:
      if (talk.state.status === "talking") meanwhile(talk, event);
  }
}

/** A human who took over is listened to as well, and nothing is answered. */
const hearing: Record<ConversationState["status"], (talk: Talk, event: EventOf<"heard">) => Moved> = {
  new: () => undefined,
  talking: hear,
  handed_over: overhear,
  ending: hearLast,
  ended: () => undefined,
};

type Meanwhile = EventOf<"pressed" | "silent" | "proposed" | "transferred" | "answered_by" | "timer">;

function meanwhile(talk: Talk, event: Meanwhile): Moved {
  switch (event.type) {
    case "pressed":
      return press(talk, event);
    case "silent":
      return silent(talk);
    case "proposed":
      return propose(talk, event);
    case "transferred":
      return transferred(talk, event);
    case "answered_by":
      return answeredBy(talk, event);
    case "timer":
      return timer(talk, event);
  }
}

function begin(talk: Talk, { channel, direction, language, opening, at }: EventOf<"begun">): Moved {
  const spoken = talk.flow.languages.includes(language) ? language : (talk.flow.languages[0] ?? "en");
  talk.set({ status: "talking", channel, direction, language: spoken });
  const first = opening && readTurn(talk, { type: "heard", at, turnId: "opening", ...opening });
  const start = talk.flow.nodes.find((node) => node.kind === "start");
  talk.enter(start?.id ?? "");
  if (first && talk.state.status === "talking") hearOpening(talk, first);
}

function close(talk: Talk, event: EventOf<"ended">): Moved {
  const own: OwnOutcome = event.by === "them" ? "hung_up" : event.by === "us" ? "ended" : "line_lost";
  const outcome = talk.state.outcome ?? own;
  talk.set({ status: "ended", outcome, listening: null, speaking: {}, calls: {}, owed: [] });
}

/** After our goodbye only one thing still counts. */
function hearLast(talk: Talk, event: EventOf<"heard">): Moved {
  const isStop = globalIn(event.text)?.intent === "stop" && talk.state.outcome !== "stopped";
  noteFlags(talk, readTurn(talk, event));
  if (!isStop) return;
  talk.set({ outcome: "stopped" });
  talk.record({ what: "stop" });
  talk.call("do_not_call", {}, true);
}

/** What reached the ear is what was said: it is kept, checked, and said again where it must be heard whole. */
function spoke(talk: Talk, { sayId, heardText, complete, at }: EventOf<"spoke">): Moved {
  const speech = talk.state.speaking[sayId];
  if (!speech) return;
  const { [sayId]: _done, ...speaking } = talk.state.speaking;
  talk.set({ speaking });
  heardAboutRecording(talk, speech.text, complete);
  const text = complete && speech.text !== null ? speech.text : heardText.slice(0, 4_000);
  if (text.trim() !== "") {
    const how = { ...(!complete && { isCut: true as const }), ...(speech.isPerson && { isPerson: true as const }) };
    talk.keep({ by: "us", text, language: speech.language, ...how }, at);
  }
  if (!complete) {
    talk.record({ what: "interrupted", sayId, isMandatory: speech.isMandatory });
    if (speech.isMandatory && speech.text !== null && talk.state.status === "talking") {
      const sentence = { text: speech.text, language: speech.language, times: (speech.times ?? 0) + 1 };
      talk.set({ owed: [...talk.state.owed, sentence] });
    }
  }
  if (speech.text === null) checkWorded(talk, sayId, text);
}

/** What the model made of our instruction, against what is known. */
function checkWorded(talk: Talk, sayId: string, text: string): Moved {
  const wrong = checkSpoken(text, knownFigures(talk.state, talk.now));
  if (wrong.length === 0) return;
  talk.record({ what: "wrong_figure", sayId, figures: wrong.map(({ words }) => words) });
  if (talk.state.status !== "talking") return;
  const open = openAmounts(talk.state);
  const { correction, correctionAllPaid } = talk.words;
  talk.say(open.length > 0 ? correction(tellSum(talk.state, open)) : correctionAllPaid, "mandatory", true);
}

/** Live money: from now on nothing else is known. */
function moneyChanged(talk: Talk, { kind, money }: EventOf<"money_changed">): Moved {
  const before = talk.state.facts.money;
  talk.set({ facts: { ...talk.state.facts, money } });
  talk.record({ what: "money_changed", kind });
  const { status, isVerified, isPaused, listening } = talk.state;
  if (status !== "talking" || !isVerified || isPaused) return;
  const wasOpen = before.balances.some((balance) => balance.openMinor > 0);
  const isOpen = openAmounts(talk.state).length > 0;
  if (kind === "payment" && wasOpen && !isOpen) {
    talk.commands.push({ type: "hush" });
    return bye(talk, talk.words.paidMeanwhile, "paid");
  }
  if (kind === "payment" && isOpen) talk.say(talk.words.paidInPart(tellSum(talk.state, openAmounts(talk.state))));
  const { node } = talk;
  if (node && listening && !listening.judging && !listening.aside) behaviourOf(node).learns?.(talk, node);
}

function skillDone(talk: Talk, { skillCallId, outcome }: EventOf<"skill_done">): Moved {
  const call = talk.state.calls[skillCallId];
  if (!call) return;
  const { [skillCallId]: _done, ...calls } = talk.state.calls;
  talk.set({ calls });
  const { node, state } = talk;
  if (state.status !== "talking" || !node || node.id !== call.nodeId) return;
  if (call.byModel) return tellSkill(talk, call.name, outcome);
  if (state.phase.kind === "calling" && state.phase.skillCallId === skillCallId) {
    talk.phase({ kind: "asking" });
    behaviourOf(node).answered?.(talk, node, outcome);
  }
}

/** What came of a skill that the model asked for, and back to what was asked. */
function tellSkill(talk: Talk, name: string, outcome: EventOf<"skill_done">["outcome"]): Moved {
  if (talk.state.listening) return;
  if (outcome.ok) talk.speak(`Tell in one sentence that this was done, and no figures beyond the facts: ${name}.`);
  else talk.say(talk.words.skillFailed);
  unclearly(talk);
}

/** Asks again, which counts as having asked. */
function unclearly(talk: Talk): Moved {
  const { node } = talk;
  if (!node) return;
  if (node.kind === "listen" && !talk.mayAsk(node)) return talk.go("not_understood");
  again(talk);
}

/** Once they are asked whether they are there, but in messages; then the step is left. */
function silent(talk: Talk): Moved {
  const { node, state } = talk;
  if (!node || !state.listening || state.listening.judging || state.isPaused) return;
  const silences = state.silences + 1;
  talk.set({ silences });
  if (!repeatOwed(talk)) return;
  if (state.listening.aside === "stop") return answerGlobal(talk, "stop");
  if (state.listening.aside === "recording") return consentUnanswered(talk);
  const isInMessages = state.channel === "sms" || state.channel === "email";
  if (silences > 1 || isInMessages) return behaviourOf(node).silent?.(talk, node);
  talk.say(talk.words.stillThere);
  again(talk);
}

function transferred(talk: Talk, { transferId, result }: EventOf<"transferred">): Moved {
  const { node, state } = talk;
  if (!node || state.phase.kind !== "transferring" || state.phase.transferId !== transferId) return;
  behaviourOf(node).transferred?.(talk, node, result);
}

/** A verdict may come at any time. A machine is left a message, unless a person has spoken with us meanwhile. */
function answeredBy(talk: Talk, { who, beepHeard }: EventOf<"answered_by">): Moved {
  const { node, state } = talk;
  if (!node || (who !== "machine" && who !== "fax")) return;
  if (state.phase.kind === "beep") {
    if (beepHeard) behaviourOf(node).beep?.(talk, node);
    return;
  }
  const theirs = state.turns.filter((turn) => turn.by === "them").length;
  if (state.direction === "inbound" || state.isVerified || theirs > 1) return;
  talk.commands.push({ type: "hush" });
  talk.set({ owed: [], speaking: {} });
  if (who === "fax") return talk.end("fax", { whenSpoken: false });
  const start = talk.flow.nodes.find((candidate) => candidate.kind === "start");
  talk.stopListening();
  talk.set({ node: start?.id ?? "" });
  talk.go("machine");
  const { node: reached } = talk;
  if (beepHeard && reached && talk.state.phase.kind === "beep") behaviourOf(reached).beep?.(talk, reached);
}

function timer(talk: Talk, { timerId }: EventOf<"timer">): Moved {
  const { node, state } = talk;
  if (state.listening?.judging?.timerId === timerId) return judgedInVain(talk);
  if (node && state.phase.kind === "beep" && state.phase.timerId === timerId)
    behaviourOf(node).timer?.(talk, node, timerId);
}
