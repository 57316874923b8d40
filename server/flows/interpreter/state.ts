// Where a conversation stands. Plain JSON: it is stored after every event, and the same events make the same state again.
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { Proposal } from "@/server/flows/interpreter/events";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { Language } from "@/server/flows/languages";
import type { Offer } from "@/server/flows/offers/legal";
import type { Sentiment } from "@/server/flows/reading/sentiment";
import type { Money } from "@/server/money";

/** What was asked for and answered. */
export type SlotValue =
  | { type: "amount"; amount: Money }
  | { type: "date"; day: string }
  | { type: "invoice"; invoiceId: string; number: string }
  | { type: "yes_no"; answer: boolean }
  | { type: "email"; email: string }
  | { type: "free"; text: string }
  /** Of an own skill's answer. */
  | { type: "number"; value: number }
  | { type: "offer"; offer: Offer };

/** One thing that was said, as it may be kept; of ours, what reached the ear. */
export type Turn = {
  id: string;
  by: "them" | "us";
  text: string;
  language: Language;
  at: string;
  nodeId: string;
  sentiment?: Sentiment;
  /** The version of what a model was shown from before, where it was shown any of it. */
  background?: string;
  isCut?: true;
  /** Of ours: somebody's own words, who stepped in. */
  isPerson?: true;
};

/** What turns that are no longer kept amounted to. */
export type Earlier = { turns: number; theirs: number; ours: number; hostile: number; from: string; until: string };

/** What a step waits for, beyond hearing something. */
export type Phase =
  | { kind: "asking" }
  /** A value was read back. */
  | { kind: "confirming"; value: SlotValue }
  | { kind: "identifying"; check: number }
  | { kind: "offering"; offers: Offer[]; offer: Offer; next: number }
  | { kind: "calling"; skillCallId: string }
  | { kind: "transferring"; transferId: string }
  | { kind: "beep"; timerId: string };

/** Speech that is under way. `text`: what is said word for word; null: the model words it, and what it said is checked. */
export type Speech = {
  text: string | null;
  isMandatory: boolean;
  nodeId: string;
  language: Language;
  /** How often it was cut off before. */
  times?: number;
  isPerson?: true;
};

export type Call = { name: string; nodeId: string; byModel: boolean };

export type Listening = {
  turnId: string;
  /** What was heard and is not understood by rules: the model is asked. */
  judging?: { text: string; timerId: string };
  /** The model was quicker than the transcript. */
  early?: Proposal;
  /** Something else was asked: do they want no more calls, may this be recorded? Then the step goes on. */
  aside?: "stop" | "recording";
};

export type Recording = { is: "asking"; times: number; isHeard: boolean } | { is: "announcing" } | { is: "on" | "off" };

export type ConversationState = {
  status: "new" | "talking" | "handed_over" | "ending" | "ended";
  isPaused: boolean;
  channel: "voice" | "sms" | "email" | "chat";
  direction: "outbound" | "inbound";
  language: Language;
  facts: ConversationFacts;
  node: string;
  phase: Phase;
  /** How often each step has asked, however often it was entered. */
  asked: Record<string, number>;
  /** How often something was said that no step asked for. */
  asides: number;
  /** Steps that routes lead to, by which the conversation came. */
  routesTaken: string[];
  silences: number;
  isVerified: boolean;
  slots: Record<string, SlotValue>;
  turns: Turn[];
  earlier: Earlier | null;
  hostile: number;
  /** How often a moderation service found abuse; absent: never. */
  abuses?: number;
  listening: Listening | null;
  /** What they wrote before they were asked anything: heard at the first question that it may answer. */
  opening?: string;
  speaking: Record<string, Speech>;
  /** Mandatory sentences that were cut off: said again from their start before anything else. */
  owed: { text: string; language: Language; times: number }[];
  calls: Record<string, Call>;
  /** For the model alone, from a supervisor; the last few. */
  whispers: string[];
  counts: Record<"say" | "turn" | "call" | "timer" | "transfer", number>;
  /** Whether it is recorded; absent: it is not, and nobody was asked. */
  recording?: Recording;
  outcome: string | null;
};

export type Step = { state: ConversationState; commands: ConversationCommand[] };

/** Before anything happened. */
export function initialConversation(facts: ConversationFacts): ConversationState {
  return {
    status: "new",
    isPaused: false,
    channel: "voice",
    direction: "outbound",
    language: "en",
    facts,
    node: "",
    phase: { kind: "asking" },
    asked: {},
    asides: 0,
    routesTaken: [],
    silences: 0,
    isVerified: false,
    slots: {},
    turns: [],
    earlier: null,
    hostile: 0,
    listening: null,
    speaking: {},
    owed: [],
    calls: {},
    whispers: [],
    counts: { say: 0, turn: 0, call: 0, timer: 0, transfer: 0 },
    outcome: null,
  };
}
