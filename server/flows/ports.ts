// What conversations ask of a vendor. Adapters stand in server/providers, the sandbox's beside them.
import type { Choice, SlotType, SpeakFacts } from "@/server/flows/interpreter/commands";
import type { EventOf, Proposal } from "@/server/flows/interpreter/events";
import type { Language } from "@/server/flows/languages";

/** A turn that plain rules could not read, and all that it may mean. */
export type TurnToJudge = {
  text: string;
  language: Language;
  instruction: string;
  choices: readonly Choice[];
  slot?: { name: string; type: SlotType };
  skills: readonly string[];
  /** What was said before, and what is established. */
  context: string;
};

/** Something to say in the model's own words. */
export type SpeechToWord = { instruction: string; facts: SpeakFacts; language: Language; context: string };

/** Proposes and words; it decides nothing. May throw PROVIDER_UNAVAILABLE: the turn is then unclear, the speech unsaid. */
export type ConversationModel = {
  name: string;
  propose(turn: TurnToJudge, signal: AbortSignal): Promise<Proposal>;
  word(speech: SpeechToWord, signal: AbortSignal): Promise<string>;
};

export type ModerationFlag = NonNullable<EventOf<"heard">["flags"]>[number];

/** Looks at what was heard; its flags go into the `heard` event. Where it fails, there are none. */
export type Moderation = {
  name: string;
  flagsOf(text: string, signal: AbortSignal): Promise<ModerationFlag[]>;
};
