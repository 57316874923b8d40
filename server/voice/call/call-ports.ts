// What one call is given and what is left of it.
import type { Clock } from "@/server/clock";
import type { CommandOf } from "@/server/flows/interpreter/commands";
import type { Language } from "@/server/flows/languages";
import type { Moderation } from "@/server/flows/ports";
import type { TranscriptRow } from "@/server/voice/call/transcript";
import type { Conversation, Skills } from "@/server/voice/conversation";
import type { LineControl, RealtimeModel } from "@/server/voice/ports";
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

/** How a call reaches a human. */
export type Handing = {
  /** False: nobody could be rung. What they do is told to the call as `transferred`. */
  ring(transfer: CommandOf<"transfer">): Promise<boolean>;
  /** Nobody waits for them any more. True: too late, they have accepted. */
  giveUp(transferId: string): Promise<boolean>;
  /** Brings the person on the line to the human who accepted. */
  join(): Promise<void>;
  /** The conversation, too, counts the call as a human's. */
  isTheirs(): boolean;
};

export type CallPorts = {
  handing?: Handing;
  model: RealtimeModel;
  moderation?: Moderation;
  control: LineControl;
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
