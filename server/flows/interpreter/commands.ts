// What the engine asks of a transport, in this order. Ids are the engine's own and follow from the events alone (`say_1`,
// `turn_3`, `call_2`), so that a replay asks for the same. Pure.
import type { Language } from "@/server/flows/languages";

/** One thing that the model may choose: a way out of the step, or one that is open everywhere (`stop`, `person` …). */
export type Choice = { id: string; description: string; examples?: string[] };

export type SlotType = "amount" | "date" | "invoice" | "yes_no" | "email" | "free";

/** What `speak` may name; nothing else is known to the model. Amounts and dates as they are to be spoken. */
export type SpeakFacts = Record<string, string>;

/** What the shell writes down. Never what was said: the turns are in the state. */
export type RecordEntry =
  | { what: "verified" }
  | { what: "slot"; name: string; value: SlotRecord }
  | { what: "language_changed"; language: Language }
  | { what: "interrupted"; sayId: string; isMandatory: boolean }
  | { what: "wrong_figure"; sayId: string; figures: string[] }
  | { what: "withheld"; reason: "not_verified"; nodeId: string }
  | { what: "refused"; of: "offer" | "slot" | "skill"; detail: string }
  | { what: "offered"; offerId: string }
  | { what: "offer_accepted"; offerId: string }
  | { what: "offer_declined"; nodeId: string }
  | { what: "stop" | "wrong_person" | "dispute" | "wants_person" | "attorney" | "bankruptcy" | "deceased" | "hardship" }
  /** Of the other person, as a moderation service found. */
  | { what: "abuse" | "threat" }
  | { what: "asked_if_machine" }
  /** The recording is paused while it lasts; the turn itself is kept without the digits. */
  | { what: "card_data" }
  /** `turnId`: what they said to it. */
  | { what: "recording"; answer: RecordingAnswer; turnId: string | null }
  | { what: "sentiment"; label: "negative" | "hostile" }
  | { what: "voicemail_left" }
  | { what: "supervised"; by: string; action: string }
  | { what: "money_changed"; kind: "payment" | "promise" | "dispute" }
  | { what: "went"; from: string; port: string; to: string };
/** How it came that a call is recorded, or is not. */
export type RecordingAnswer = "agreed" | "announced" | "refused" | "withdrawn";
type SlotRecord = string | number | boolean | { amountMinor: number; currency: string };

export type ConversationCommand =
  /** Word for word. */
  | { type: "say"; sayId: string; text: string; language: Language; interruptible: boolean }
  /** The model words it, within the instruction and these facts only. */
  | {
      type: "speak";
      sayId: string;
      instruction: string;
      facts: SpeakFacts;
      /** What is known of them from before, for a model that sees nothing but this. */
      before?: string;
      language: Language;
      interruptible: boolean;
    }
  /**
   * Once everything is said: what the next turn may mean. `heard`, `pressed` or `silent` answer it; a newer one replaces it.
   * Something said meanwhile does not end it.
   */
  | {
      type: "listen";
      turnId: string;
      instruction: string;
      choices: Choice[];
      slot?: { name: string; type: SlotType };
      skills: string[];
      timeoutMs: number;
    }
  /** Stop speaking at once; what was not heard of it comes back as `spoke`, not complete. */
  | { type: "hush" }
  /** The turn needs the model: `proposed` answers it. What plain rules could read never comes here. */
  | { type: "judge"; turnId: string; text: string }
  | {
      type: "call_skill";
      skillCallId: string;
      name: string;
      args: Record<string, unknown>;
      timeoutMs: number;
      fillerAfterMs: number;
    }
  | { type: "transfer"; transferId: string; mode: "warm" | "cold"; to: string; brief: TransferBrief }
  /** `whenSpoken`: after what was said before it has been heard; otherwise at once. */
  | { type: "end"; outcome: string; whenSpoken: boolean }
  | { type: "set_timer"; timerId: string; ms: number }
  | { type: "clear_timer"; timerId: string }
  | { type: "record"; entry: RecordEntry };
export type CommandOf<Type extends ConversationCommand["type"]> = Extract<ConversationCommand, { type: Type }>;

/** Ten seconds for the person who takes over: who, owes, said, wants. */
export type TransferBrief = { who: string; owes: string; said: string; wants: string };
