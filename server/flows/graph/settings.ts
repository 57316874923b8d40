// The settings of each kind of step of a conversation, as they are once nothing is missing. A draft's may all be missing:
// `validateFlow` says what is needed. Pure.
import { z } from "zod";
import { language } from "@/server/flows/languages";
import { offerPolicy } from "@/server/flows/offers/policy";
import { skillName } from "@/server/flows/skills/names";
import { ownSkillName } from "@/server/flows/skills/own-skill";

/** Said word for word, in each language of the flow. `{balance}` and its like are filled in when it is said. */
const spokenText = z.partialRecord(language, z.string().max(1_000));
export type SpokenText = z.infer<typeof spokenText>;

const spokenTexts = z.array(spokenText).max(8);
const pathId = z.string().min(1).max(64);
/** What the model is told to do here, and nothing beyond: in the language of who draws the flow. */
const instruction = z.string().max(1_000);

/** How long a person may say nothing, and how often they are asked again before the step is left. */
const patience = {
  silenceMs: z.number().int().min(2_000).max(120_000),
  attemptsMax: z.number().int().min(1).max(5),
};

const slotName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
/** One that was asked for, or `skill.field` of what a workspace's own skill answered. */
const heldSlot = z.string().regex(/^[a-z_][a-z0-9_]{0,39}(\.[A-Za-z][A-Za-z0-9_]{0,39})?$/);

const phrases = z.partialRecord(language, z.array(z.string().min(1).max(80)).max(30));
export const comparisons = ["is", "is_not", "more_than", "less_than"] as const;
const compare = z.enum(comparisons);
const compared = z.union([z.string().max(120), z.number(), z.boolean()]);

/** What is known of the debtor and the conversation that a path may ask about. */
export const knownFacts = [
  "balance",
  "overdue_balance",
  "invoice_count",
  "days_overdue",
  "has_promise",
  "debtor_kind",
  "channel",
  "language",
  "sentiment",
] as const;
export type KnownFact = (typeof knownFacts)[number];

export const intents = [
  "will_pay",
  "already_paid",
  "needs_document",
  "asks_time",
  "asks_discount",
  "asks_balance",
  "yes",
  "no",
] as const;
export type Intent = (typeof intents)[number];

/** Amounts in whole units of the currency, as they are spoken. */
const condition = z.discriminatedUnion("by", [
  /** One of these is said. */
  z.object({ by: z.literal("words"), words: phrases }),
  /** Read by plain rules first, by the model where they cannot tell. */
  z.object({ by: z.literal("intent"), intent: z.enum(intents) }),
  /** The model alone judges it. */
  z.object({
    by: z.literal("meaning"),
    description: z.string().max(300),
    examples: z.array(z.string().min(1).max(200)).max(10),
  }),
  /** Holds by itself: looked at when the step is entered, and again after every turn. */
  z.object({ by: z.literal("slot"), slot: heldSlot, op: compare, value: compared }),
  z.object({ by: z.literal("known"), fact: z.enum(knownFacts), op: compare, value: compared }),
]);
export type Condition = z.infer<typeof condition>;

const path = z.object({ id: pathId, label: z.string().max(120), when: condition });
export type Path = z.infer<typeof path>;

/** Where a skill's argument comes from. */
const argument = z.discriminatedUnion("from", [
  z.object({ from: z.literal("slot"), slot: heldSlot }),
  z.object({ from: z.literal("value"), value: z.union([z.string().max(300), z.number(), z.boolean()]) }),
  /** The last thing that the person said. */
  z.object({ from: z.literal("last_turn") }),
]);
export type Argument = z.infer<typeof argument>;

const slotLimits = z.object({
  /** Of an amount: not more than is open in that currency. */
  upToBalance: z.boolean().optional(),
  /** Of an amount: at least this share of what is open. */
  percentMin: z.number().int().min(1).max(100).optional(),
  /** Of a date: from today until that many days from now. */
  withinDays: z.number().int().min(1).max(365).optional(),
});
export type SlotLimits = z.infer<typeof slotLimits>;

export const identityChecks = ["right_person", "postcode", "account_number"] as const;
export type IdentityCheck = (typeof identityChecks)[number];

/** What an answer may draw on. */
export const sources = ["balance", "invoices", "promise", "documents", "knowledge"] as const;
export type Source = (typeof sources)[number];

export const answerKinds = ["amount", "date", "invoice", "yes_no", "email", "free"] as const;

export const settings = {
  /** What is said before anything else: who speaks, that a machine does, and what else the policy obliges. */
  start: {
    sentences: spokenTexts,
    /** Instead of them where the other side called or wrote first. */
    inbound: spokenTexts.optional(),
    /** Instead of either where it is written, not spoken. */
    written: spokenTexts.optional(),
  },
  say: { sentences: spokenTexts, instruction: instruction.optional() },
  ask: {
    slot: slotName,
    of: z.enum(answerKinds),
    question: spokenText,
    limits: slotLimits.optional(),
    /** Amounts and dates are read back and must be agreed to; without it such a step cannot be published. */
    isConfirmed: z.boolean(),
    ...patience,
  },
  listen: {
    prompt: spokenText.optional(),
    instruction,
    /** Tried from the top: what plain rules can tell, then what the model judges. */
    paths: z.array(path).max(20),
    skills: z.array(skillName).max(12),
    ...patience,
  },
  /** The product's, or one of the workspace's own by its name. */
  skill: {
    skill: z.union([skillName, ownSkillName]),
    args: z.record(z.string().max(40), argument),
    filler: spokenText.optional(),
  },
  answer: { sources: z.array(z.enum(sources)).max(5), instruction },
  offer: { policy: offerPolicy, ...patience },
  verify: { checks: z.array(z.enum(identityChecks)).max(3), ...patience },
  menu: {
    prompt: spokenText,
    options: z
      .array(z.object({ id: pathId, digit: z.string().regex(/^[0-9*#]$/), label: z.string().max(120) }))
      .max(12),
    ...patience,
  },
  transfer: { mode: z.enum(["warm", "cold"]), to: z.string().max(60), sentence: spokenText },
  callback: { question: spokenText, withinDays: z.number().int().min(1).max(30), ...patience },
  /** Said to a machine, which others may hear: never names the debt. */
  voicemail: { message: spokenText, beepWaitMs: z.number().int().min(0).max(30_000) },
  end: { outcome: z.string().max(60), goodbye: spokenText },
} as const satisfies Record<string, z.ZodRawShape>;
