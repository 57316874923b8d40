// What can happen to a debtor while a journey waits, and the channels it reaches them by. Pure.
import { z } from "zod";

export const signalKinds = [
  "paid_in_full",
  "paid_in_part",
  "promise_made",
  "promise_kept",
  "promise_broken",
  "dispute_opened",
  "dispute_resolved",
  "opted_out",
  "replied",
  "link_opened",
  "email_opened",
  "email_clicked",
  "delivered",
  "bounced",
  "call_answered",
  "call_not_answered",
  "wants_person",
  "api_event",
] as const;
export const signalKind = z.enum(signalKinds);
export type SignalKind = z.infer<typeof signalKind>;

/** What a reply may be about, once replies are understood. */
export const replyIntents = ["will_pay", "already_paid", "needs_document", "disputes", "asks_time", "other"] as const;
export const replyIntent = z.enum(replyIntents);
export type ReplyIntent = z.infer<typeof replyIntent>;

/** What an event that comes through the API is called, e.g. `pod_received`. */
export const apiEventName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/, "must be 1 to 60 of a-z, 0-9, _ . and -, a letter or digit first");

const channels = ["email", "sms", "voice"] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;
