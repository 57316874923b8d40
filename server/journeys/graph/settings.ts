// The settings of each kind of step, as they are once nothing is missing. A draft's may all be missing, and a list may be
// empty while it is drawn: `validateGraph` says what is needed. Pure.
import { z } from "zod";
import { messageBody } from "@/server/journeys/graph/message-body";
import { channel, replyIntent, signalKind } from "@/server/journeys/graph/signals";
import { ruleGroup } from "@/server/journeys/rules/schema";

/** Calendar-exact length, e.g. 3 days: never milliseconds. */
export const duration = z.object({
  amount: z.number().int().min(1).max(365),
  unit: z.enum(["minutes", "hours", "days", "weeks"]),
});
export type Duration = z.infer<typeof duration>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const portId = z.string().min(1).max(64);
/** The conversation that a call is held by, in its last published version; the script is what is said where it cannot be. */
const flowId = z.string().min(1).max(64);

/** How a debtor comes in: by a campaign's audience, or by itself when something happens to one of its invoices. */
const trigger = z.discriminatedUnion("on", [
  z.object({ on: z.literal("manual") }),
  z.object({ on: z.literal("invoice_due"), days: z.number().int().min(0).max(365) }),
  z.object({ on: z.literal("invoice_overdue"), days: z.number().int().min(1).max(365) }),
  z.object({ on: z.literal("promise_broken") }),
  z.object({ on: z.literal("api_event"), event: z.string().max(80) }),
]);
export type Trigger = z.infer<typeof trigger>;

/** What a wait waits for. Times of day are the debtor's; what has passed already is not waited for. */
const waitUntil = z.discriminatedUnion("by", [
  z.object({ by: z.literal("duration"), duration }),
  z.object({ by: z.literal("date"), date: z.iso.date(), time: timeOfDay }),
  /** 1 is Monday. The next such moment, never now. */
  z.object({ by: z.literal("weekday"), weekdays: z.array(z.number().int().min(1).max(7)).max(7), time: timeOfDay }),
  /** Monday to Friday between two times of day; within them it goes on at once. */
  z.object({ by: z.literal("business_hours"), from: timeOfDay, to: timeOfDay }),
  /** Days after (before when negative) the oldest open invoice is due, or the open promise's day. */
  z.object({
    by: z.literal("relative"),
    to: z.enum(["due_date", "promise_date"]),
    days: z.number().int().min(-365).max(365),
    time: timeOfDay,
  }),
]);
export type WaitUntil = z.infer<typeof waitUntil>;

const attemptText = z.object({ subject: messageBody.optional(), body: messageBody });
const change = z.discriminatedUnion("do", [
  z.object({ do: z.literal("add_tag"), tag: z.string().trim().max(60) }),
  z.object({ do: z.literal("remove_tag"), tag: z.string().trim().max(60) }),
  z.object({ do: z.literal("set_field"), field: z.string().trim().max(80), value: z.string().max(500) }),
  z.object({ do: z.literal("set_stage"), stage: z.string().trim().max(60) }),
]);
export type Change = z.infer<typeof change>;

/** Where the interest and the fixed sum come from. */
const feeBasis = z.discriminatedUnion("by", [
  /** Directive 2011/7/EU: the ECB's reference rate plus 8 points, and 40 euros. */
  z.object({ by: z.literal("eu_2011_7") }),
  /** Late Payment of Commercial Debts (Interest) Act 1998: Bank of England base rate plus 8 points, and 40, 70 or 100 pounds. */
  z.object({ by: z.literal("uk_1998") }),
  z.object({
    by: z.literal("own"),
    annualPercent: z.number().min(0).max(100),
    fixedMinor: z.number().int().min(0).max(1_000_000_00),
    currency: z.string().length(3),
  }),
]);
export type FeeBasis = z.infer<typeof feeBasis>;

const percent = z.number().min(0).max(100);
const notifyWay = z.discriminatedUnion("by", [
  z.object({ by: z.literal("product") }),
  z.object({ by: z.literal("email"), roles: z.array(z.enum(["owner", "admin", "manager", "agent"])) }),
  z.object({ by: z.literal("webhook"), url: z.string().max(2_000) }),
]);
export type NotifyWay = z.infer<typeof notifyWay>;

export const settings = {
  start: { trigger: trigger.optional(), where: ruleGroup.optional() },
  send_email: { subject: messageBody, body: messageBody },
  send_sms: { body: messageBody },
  place_call: { script: messageBody, flowId: flowId.optional() },
  ladder: {
    channel,
    attempts: z.number().int().min(1).max(10),
    /** After each attempt, the last too: one for all, or one each. */
    delays: z.array(duration).max(10),
    /** Signals that end the ladder, each by its own way out. */
    stopOn: z.array(signalKind),
    /** One text for all attempts, or one each. A call's script is its body. */
    messages: z.array(attemptText).max(10),
    /** Of calls. */
    flowId: flowId.optional(),
  },
  wait: { until: waitUntil },
  wait_for_signal: {
    signals: z.array(signalKind),
    /** Replies of these kinds leave by their own way out. */
    intents: z.array(replyIntent).optional(),
    /** Names of events that come through the API. */
    apiEvents: z.array(z.string().min(1).max(60)).max(10).optional(),
    timeout: duration,
  },
  branch: {
    /** First match wins; no match leaves by `else`. */
    paths: z.array(z.object({ id: portId, label: z.string().max(120), when: ruleGroup })).max(20),
  },
  split: {
    /** Weights count against each other. A holdout is the group that the others are measured against. */
    arms: z
      .array(
        z.object({
          id: portId,
          label: z.string().max(120),
          weight: z.number().int().min(1).max(1_000),
          holdout: z.boolean().optional(),
        }),
      )
      .max(10),
  },
  choose_channel: { channels: z.array(channel).max(3) },
  approve: { question: messageBody, timeout: duration },
  assign: { to: z.enum(["anyone", "last_agent"]), note: messageBody.optional() },
  notify_team: { way: notifyWay, message: messageBody },
  update: { changes: z.array(change).max(20) },
  late_fee: {
    basis: feeBasis,
    /** In place of the published reference rate, e.g. for a half-year that this product does not know yet. */
    referencePercent: percent.optional(),
    /** Of what is open of the invoice, everything that was charged on it before counted in. */
    capPercent: percent.optional(),
    /** The least that is worth charging, per invoice and in its currency. */
    minMinor: z.number().int().min(0).optional(),
    /** A person sees the amounts and says yes first, within this time; without it they are charged at once. */
    confirmWithin: duration.optional(),
  },
  offer_plan: {
    instalmentsMax: z.number().int().min(2).max(24),
    everyDays: z.number().int().min(7).max(31),
    firstPercentMin: percent,
    timeout: duration,
  },
  webhook: {
    url: z.string().max(2_000),
    /** Paths of the answer that branches may read, e.g. `credit.hold`. */
    keep: z.array(z.string().min(1).max(120)).max(10),
  },
  go_to: { target: z.string().max(64) },
  exit: { outcome: z.string().max(60) },
} as const satisfies Record<string, z.ZodRawShape>;

/** What may still be incomplete inside a setting while it is drawn. */
export const loose = {
  messages: z.array(attemptText.partial()).max(10),
} as const;
