// What one call is given and what is left of it.
import type { Clock } from "@/server/clock";
import type { Language } from "@/server/flows/languages";
import type { TranscriptRow } from "@/server/voice/call/transcript";
import type { Conversation, Skills } from "@/server/voice/conversation";
import type { CallControl, RealtimeModel } from "@/server/voice/ports";
import type { VoiceTimings } from "@/server/voice/timings";

export type CallSetting = {
  callId: string;
  direction: "outbound" | "inbound";
  /** What we begin in, and all that may be spoken. */
  language: Language;
  languages: readonly Language[];
  /** Who the model is. What it says stands in each request. */
  instructions: string;
};

export type CallPorts = {
  model: RealtimeModel;
  control: CallControl;
  conversation: Conversation;
  skills: Skills;
  clock: Clock;
  timings: VoiceTimings;
  /** Ids, codes and counts only. */
  note(what: string, details?: Record<string, string | number | boolean | null>): void;
};

export type CallEnd = {
  by: "them" | "us" | "line" | "fault";
  detail: string;
  outcome: string | null;
  transcript: TranscriptRow[];
  /** From asking the model to its first sound, in the order of the turns. */
  answerMs: number[];
  bargeIns: number;
  modelLegs: number;
};
