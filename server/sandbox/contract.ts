// The Sandbox phone & inbox, seen from outside. Safe in the browser.
import { z } from "zod";
import { type CallTurn, callSteps } from "@/server/calls/ports";
import { publicId } from "@/server/public-ids";

export const listDeliveriesInput = z.object({
  channel: z.enum(["email", "sms", "voice"]),
  debtorId: publicId("debtor").optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListDeliveriesInput = z.output<typeof listDeliveriesInput>;

export const deliveryInput = z.object({ deliveryId: publicId("delivery") });
export const replyInput = deliveryInput.extend({ text: z.string().trim().min(1).max(2000) });
export const answerInput = deliveryInput.extend({ answeredBy: z.enum(["person", "machine"]) });
export const pressInput = deliveryInput.extend({
  step: z.enum(callSteps),
  attempt: z.number().int().min(1).max(10),
  digits: z.string().regex(/^[0-9*]{0,10}$/),
});

export const sayInput = deliveryInput.extend({
  said: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("words"), text: z.string().trim().min(1).max(1_000) }),
    z.object({ kind: z.literal("keys"), digits: z.string().regex(/^[0-9*#]{1,10}$/) }),
    z.object({ kind: z.literal("silence") }),
  ]),
});

export type SaidAsDebtor = z.output<typeof sayInput>["said"];

export const callUsInput = z.object({ debtorId: publicId("debtor") });

export type DeliveryState =
  | "delivered"
  | "bounced"
  | "ringing"
  | "in_progress"
  | "completed"
  | "no_answer"
  | "busy"
  | "voicemail";

export type SandboxItem = {
  id: string;
  /** What we sent, or what the debtor wrote back. */
  kind: "received" | "written";
  debtorId: string | null;
  debtorName: string | null;
  /** The debtor's own address. */
  address: string;
  counterpart: string;
  subject: string | null;
  body: string;
  state: DeliveryState | null;
  digits: string | null;
  at: Date;
  /** Whether the debtor's address is stopped on this channel. */
  optedOut: boolean;
};

export type SandboxMail = {
  id: string;
  debtorName: string | null;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  at: Date;
  state: DeliveryState;
  /** One-click: the mail program's own unsubscribe. */
  canUnsubscribe: boolean;
};

export type SandboxReply = { meaning: "opt_out" | "opt_in" | "help" | "pause_review" | "none"; isTaken: boolean };
/** What is heard, and what may be done: keys as they are asked for, or whatever one likes to say; else the call is over. */
export type SandboxTurn = Omit<CallTurn, "language"> & { language: string; hears: boolean };

/** A call as it is heard on the phone by now. */
export type HeardCall = {
  isOver: boolean;
  lines: {
    position: number;
    who: "call" | "debtor";
    kind: "speech" | "keys";
    text: string;
    language: string | null;
  }[];
};

/** A call that a debtor made to us: where it can be gone on with, from which number, to which, and what is heard first. */
export type CalledUs = { deliveryId: string; from: string; to: string; turn: SandboxTurn };

/** Numbers that fail in a known way: the 500-555 range in which Twilio keeps its test numbers. */
export const magicNumbers = [
  { number: "+15005550001", fate: "invalid" },
  { number: "+15005550004", fate: "blocked_by_carrier" },
  { number: "+15005550009", fate: "cannot_text" },
  { number: "+15005550010", fate: "busy" },
  { number: "+15005550011", fate: "no_answer" },
  { number: "+15005550012", fate: "voicemail" },
  { number: "+15005550013", fate: "text_lost" },
] as const;

/** Mailbox names that fail in a known way, at any domain. */
export const magicMailboxes = [
  { mailbox: "bounce", fate: "hard_bounce" },
  { mailbox: "soft-bounce", fate: "soft_bounce" },
  { mailbox: "complaint", fate: "complaint" },
] as const;
