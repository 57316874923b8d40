// What a touch is, seen from outside. Safe in the browser.
import { z } from "zod";
import { type Channel, channel, type MessageBody } from "@/server/journeys/graph/schema";
import type { MessageVariable } from "@/server/journeys/graph/variables";
import type { ReadRule } from "@/server/policy/read-rules";
import { fromPublicId, publicId } from "@/server/public-ids";

/** `answer`: to what the debtor wrote, in a conversation. */
export type TouchPurpose = "reminder" | "receipt" | "opt_out_confirmation" | "service" | "answer";

export const touchStatuses = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "bounced",
  "failed",
  "unknown",
  "refused",
  "cancelled",
] as const;
export type TouchStatus = (typeof touchStatuses)[number];

/** What a touch says: a journey's text with its variables unresolved, or a text that is ready. */
export type TouchContent =
  | {
      type: "journey";
      journeyVersionId?: string;
      subject?: MessageBody;
      body: MessageBody;
      /** Of a call: the conversation that it is held by, where it can be. */
      flowId?: string;
    }
  | { type: "text"; subject?: string; text: string; html?: string };

/** The conversation that is to hold a call of this content. */
export function flowOf(content: TouchContent): string | null {
  if (content.type !== "journey" || !content.flowId) return null;
  return fromPublicId("flow", content.flowId) ?? null;
}

export const listTouchesInput = z.object({
  channel: channel.optional(),
  status: z.enum(touchStatuses).optional(),
  debtorId: publicId("debtor").optional(),
  campaignId: publicId("campaign").optional(),
  cursor: z.string().max(400).optional(),
  pageSize: z.number().int().min(1).max(200).default(50),
});
export type ListTouchesInput = z.output<typeof listTouchesInput>;

/** Counting stops here, so that it never makes the list slow. */
export const touchCountMax = 4000;

export const getTouchInput = z.object({ touchId: publicId("touch") });

export const previewInput = z.object({ debtorId: publicId("debtor") });

type PreviewedChannel = { to: string; values: Record<MessageVariable, string> } | null;
/** What a message's variables would say to a debtor now; null on a channel without a usable address. */
export type MessagePreview = {
  debtor: { id: string; name: string; language: string };
} & Record<Channel, PreviewedChannel>;

export const settleTouchInput = z.object({ touchId: publicId("touch"), as: z.enum(["sent", "failed"]) });

export type CallResult = {
  outcome?: "answered" | "no_answer" | "busy" | "voicemail" | "failed";
  answeredBy?: string;
  digits?: string;
};

export type TouchRow = {
  id: string;
  debtorId: string;
  debtorName: string;
  channel: "email" | "sms" | "voice";
  purpose: TouchPurpose;
  status: TouchStatus;
  resultCode: string | null;
  campaignId: string | null;
  campaignName: string | null;
  dispatchAt: Date;
  createdAt: Date;
  sentAt: Date | null;
};

export type TouchReceipt = {
  id: string;
  stage: "plan" | "dispatch";
  at: Date;
  verdict: "allow" | "defer" | "deny";
  code: string | null;
  nextAllowedAt: Date | null;
  /** Every rule that was read, those that found something first. */
  rules: ReadRule[];
  obligations: string[];
  candidateZones: string[];
  rulePackVersion: string;
  /** SHA-256 of what was to be said: at planning with its variables, at dispatch the very words. */
  contentHash: string | null;
};

export type TouchDetail = TouchRow & {
  address: string | null;
  enrollmentId: string | null;
  nodeId: string | null;
  attempts: number;
  provider: string | null;
  providerRef: string | null;
  settledAt: Date | null;
  callResult: CallResult | null;
  message: { subject: string | null; body: string } | null;
  receipts: TouchReceipt[];
};
