// What a call is, seen from outside. Safe in the browser.
import { z } from "zod";
import { accessReason } from "@/server/audit/contract";
import type { CallRecording } from "@/server/calls/audio/contract";
import { noteText } from "@/server/calls/notes/note-text";
import { publicId } from "@/server/public-ids";

/** In the order in which a call may climb: server/calls/call-state.ts. */
export const callStatuses = ["initiated", "ringing", "in_progress", "failed", "completed", "escalated"] as const;
export type CallStatus = (typeof callStatuses)[number];

const over: readonly CallStatus[] = ["failed", "completed", "escalated"];
export const isOver = (status: CallStatus) => over.includes(status);

export const callDirections = ["outbound", "inbound"] as const;
export type CallDirection = (typeof callDirections)[number];

/** How the line ended. */
export const callEndings = ["answered", "voicemail", "busy", "no_answer", "failed"] as const;
export type CallEnding = (typeof callEndings)[number];

/** What came of a call. */
export const callOutcomes = [
  "promise",
  "pay_link",
  "dispute",
  "callback",
  "wants_person",
  "stop",
  "wrong_person",
  "nothing",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** How what they said sounded: below -0.2, above 0.2, between. */
export const callMoods = ["negative", "neutral", "positive"] as const;
export type CallMood = (typeof callMoods)[number];
export const MOOD_EDGE = 0.2;

export function moodOf(sentiment: number | null): CallMood | null {
  if (sentiment === null) return null;
  if (sentiment < -MOOD_EDGE) return "negative";
  return sentiment > MOOD_EDGE ? "positive" : "neutral";
}

export const callSorts = ["started", "talk"] as const;
export type CallSort = (typeof callSorts)[number];

const callFilters = z.object({
  /** Words that were said, or who was called. */
  q: z.string().trim().max(200).optional(),
  status: z.enum(callStatuses).optional(),
  direction: z.enum(callDirections).optional(),
  outcome: z.enum(callOutcomes).optional(),
  ending: z.enum(callEndings).optional(),
  mood: z.enum(callMoods).optional(),
  /** At least so well held, 0 to 100. */
  scoreFrom: z.number().int().min(0).max(100).optional(),
  /** Digits of the other side's number. */
  number: z.string().trim().max(30).optional(),
  /** Days of the workspace, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  debtorId: publicId("debtor").optional(),
  /** Held by a version of that conversation. */
  flowId: publicId("flow").optional(),
});
export type CallFilters = z.output<typeof callFilters>;

export const listCallsInput = callFilters.extend({
  sort: z.enum(callSorts).default("started"),
  dir: z.enum(["asc", "desc"]).default("desc"),
  cursor: z.string().max(400).optional(),
  pageSize: z.number().int().min(1).max(100).default(50),
});
export type ListCallsInput = z.output<typeof listCallsInput>;

/** Counting stops here, so that it never makes the list slow. */
export const callCountMax = 4000;

export type CallRow = {
  id: string;
  direction: CallDirection;
  debtorId: string | null;
  debtorName: string | null;
  /** The other side's number. */
  number: string;
  status: CallStatus;
  ending: CallEnding | null;
  outcome: CallOutcome | null;
  sentiment: number | null;
  score: number | null;
  startedAt: Date;
  endedAt: Date | null;
  talkSeconds: number;
  notes: number;
};

export const getCallInput = z.object({ callId: publicId("call") });

/** A transcript is taken out for a reason, which the audit log keeps. */
export const transcriptInput = getCallInput.extend({ reason: accessReason });

export const callSpeakers = ["agent", "debtor", "person"] as const;
export type CallSpeaker = (typeof callSpeakers)[number];

export type CallTurnRow = {
  id: string;
  position: number;
  /** The product; whom we talk with; somebody of the workspace who took over. */
  speaker: CallSpeaker;
  kind: "speech" | "keys";
  text: string;
  /** Of ours that was talked over: what reached the other's ear. */
  heardText: string | null;
  language: string | null;
  nodeId: string | null;
  startedAt: Date;
  endedAt: Date | null;
  latencyMs: number | null;
  corrected: boolean;
};

export type CallDetail = CallRow & {
  touchId: string | null;
  campaignId: string | null;
  campaignName: string | null;
  /** What held it; null: the script with its keys. */
  conversation: { flowId: string; name: string; version: number } | null;
  fromNumber: string;
  toNumber: string;
  language: string;
  answeredAt: Date | null;
  /** Of the receipts that let it go out, the last. */
  allowedBy: { receiptId: string; code: string | null; at: Date } | null;
  /** At list prices, in millionths of a US dollar; null while the call goes on. */
  costMicros: number | null;
  /** In their order: a call that came back from a human may have several. */
  recordings: CallRecording[];
  turns: CallTurnRow[];
};

const words = z.string().trim().min(1).max(1_000);

/** What somebody of the workspace does to a call that a conversation holds, while it goes on. */
export const superviseInput = z.object({
  callId: publicId("call"),
  supervision: z.discriminatedUnion("action", [
    z.object({ action: z.literal("say_this"), text: words }),
    /** For the AI alone; the person does not hear it. */
    z.object({ action: z.literal("whisper"), text: words }),
    z.object({ action: z.literal("pause") }),
    z.object({ action: z.literal("resume") }),
    z.object({ action: z.literal("go_to_node"), nodeId: z.string().min(1).max(64) }),
    /**
     * `to`: whose telephone rings; `browser`: the telephone that was lent to this person's browser; in a sandbox the
     * caller's words are answered on the screen instead.
     */
    z.object({
      action: z.literal("take_over"),
      to: z.e164("Write the number with its country code, e.g. +13125550142.").optional(),
      browser: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
    }),
    /** Without a step the AI goes on where it was. */
    z.object({ action: z.literal("give_back"), nodeId: z.string().min(1).max(64).optional() }),
    z.object({ action: z.literal("end") }),
  ]),
});
export type Supervision = z.output<typeof superviseInput>["supervision"];

export type CallRisk = "low" | "raised" | "high";

/** A call as it goes on. */
export type LiveCall = Pick<CallRow, "id" | "direction" | "debtorName" | "number" | "status" | "sentiment"> & {
  /** Since somebody picked up; 0 before. */
  talkSeconds: number;
  /** What holds it; null: a script with keys. */
  conversation: { name: string; step: string | null; isPaused: boolean } | null;
  risk: CallRisk;
};

/** Where a call stands that a conversation holds, and where it may be sent. */
export type LiveConversation = {
  nodeId: string;
  isPaused: boolean;
  /** A human has it. */
  isHandedOver: boolean;
  steps: { id: string; kind: string; title: string | null }[];
};

export const callNoteCategories = ["general", "follow_up", "quality", "complaint"] as const;
export type CallNoteCategory = (typeof callNoteCategories)[number];

const tag = z.string().trim().min(1).max(30);
const noteFields = {
  body: noteText,
  category: z.enum(callNoteCategories),
  tags: z
    .array(tag)
    .max(10)
    .transform((tags) => [...new Set(tags)]),
};

export const listCallNotesInput = z.object({ callId: publicId("call") });
export const addCallNoteInput = z.object({ callId: publicId("call"), ...noteFields });
export const editCallNoteInput = z.object({ noteId: publicId("callNote"), ...noteFields });
export const removeCallNoteInput = z.object({ noteId: publicId("callNote") });

export type CallNote = {
  id: string;
  body: z.output<typeof noteText>;
  category: CallNoteCategory;
  tags: string[];
  author: string | null;
  mine: boolean;
  createdAt: Date;
  updatedAt: Date;
};
