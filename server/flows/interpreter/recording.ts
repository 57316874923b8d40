// Whether this conversation may be recorded, and listened in to: it is said or asked at the beginning, what was answered is
// written down, and whoever wants no recording later has none from then on. Anything but a clear yes is a no. Pure.
import type { RecordingAnswer } from "@/server/flows/interpreter/commands";
import type { EventOf } from "@/server/flows/interpreter/events";
import { sentences } from "@/server/flows/interpreter/sentences";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";
import { yesOrNo } from "@/server/flows/reading/intents";
import { plain } from "@/server/flows/reading/tokens";

const asksMax = 2;
const silenceMs = 8_000;

/** As the conversation begins; true: the step waits for an answer. */
export function openRecording(talk: Talk): boolean {
  const { facts, channel, recording } = talk.state;
  if (!facts.recording || channel !== "voice" || recording) return false;
  if (facts.recording === "ask") {
    ask(talk, 1);
    return true;
  }
  talk.set({ recording: { is: "announcing" } });
  talk.say(talk.words.isRecorded, "mandatory", false);
  return false;
}

/** Back to the question, after something else was said. */
export function askAgain(talk: Talk): Moved {
  const { recording } = talk.state;
  if (recording?.is === "asking") ask(talk, recording.times + 1);
}

function ask(talk: Talk, times: number): Moved {
  if (times > asksMax) return settle(talk, "refused");
  talk.set({ recording: { is: "asking", times, isHeard: false } });
  talk.say(talk.words.mayRecord, "plain", false);
  const choices = [
    { id: "yes", description: "agrees to be recorded" },
    { id: "no", description: "does not agree, or says something else" },
  ];
  talk.listen({ choices, instruction: "Hear whether the person agrees to be recorded.", silenceMs });
  const { listening } = talk.state;
  if (listening) talk.set({ listening: { ...listening, aside: "recording" } });
}

/** What of the announcement or the question reached the ear. */
export function heardAboutRecording(talk: Talk, text: string | null, isWhole: boolean): Moved {
  const { recording } = talk.state;
  if (!isWhole || text === null || !recording) return;
  const says = (which: "isRecorded" | "mayRecord") => Object.values(sentences).some((words) => words[which] === text);
  if (recording.is === "asking" && says("mayRecord")) talk.set({ recording: { ...recording, isHeard: true } });
  if (recording.is === "announcing" && says("isRecorded")) become(talk, "on", "announced");
}

/** The answer, where it was the question that they heard. */
export function hearConsent(talk: Talk, text: string): Moved {
  const { recording } = talk.state;
  if (recording?.is !== "asking") return;
  const isYes = yesOrNo(text) === true && !/^(speaking|this is|that('s| is) me)\b/u.test(plain(text).trim());
  if (!isYes) return settle(talk, "refused");
  if (!recording.isHeard) return askAgain(talk);
  settle(talk, "agreed");
}

/** Nobody answered. */
export function consentUnanswered(talk: Talk): Moved {
  settle(talk, "refused");
}

function settle(talk: Talk, answer: "agreed" | "refused"): Moved {
  become(talk, answer === "agreed" ? "on" : "off", answer);
  talk.go("next");
}

function become(talk: Talk, is: "on" | "off", answer: RecordingAnswer): Moved {
  talk.set({ recording: { is } });
  const turn = answer === "announced" ? undefined : talk.state.turns.findLast(({ by }) => by === "them");
  talk.record({ what: "recording", answer, turnId: turn?.id ?? null });
}

const withdrawal =
  /\b(stop|don't|do not|no|not|turn off|switch off|without) (the |be |being |this |that |me )?(record|recording|recorded|taping)\b|\b(don't|do not|didn't|did not) (want|agree|consent) (to )?(be |being |this |the )?record(ed|ing)?\b|रिकॉर्ड(िंग)? (मत|न|बंद)|रिकॉर्ड नहीं/u;

/** "Stop recording", where there is something to stop. */
export function asksForNoRecording(talk: Talk, { text }: Pick<EventOf<"heard">, "text">): boolean {
  const { recording } = talk.state;
  return (recording?.is === "on" || recording?.is === "announcing") && withdrawal.test(plain(text));
}

/** The same, done. */
export function withdraws(talk: Talk, said: Pick<EventOf<"heard">, "text">): boolean {
  if (!asksForNoRecording(talk, said)) return false;
  become(talk, "off", "withdrawn");
  return true;
}
