// What is asked and answered about contact rules: the rules of a workspace, its own, and a contact that is tried out.
// Safe in the browser.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";
import type { ChannelCalendar } from "@/server/policy/calendar/allowed-hours";
import { type CollectorProfile, collectorProfile } from "@/server/policy/collector";
import type { Basis, Channel, Decision, HousePolicy } from "@/server/policy/contract";
import type { ReadRule } from "@/server/policy/read-rules";
import type { HoursLine, PlainWords } from "@/server/policy/rules/plain-words";
import type { Bound, NotBound } from "@/server/policy/who-is-bound";
import { publicId } from "@/server/public-ids";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const wholeNumber = (max: number) => z.number().int().min(0).max(max);
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Rules of basis `policy` that a workspace may turn on for itself. */
export const adoptable = ["UK-POLICY"] as const;

/** House rules: each may only tighten what the law and the product's own defaults allow. */
export const housePolicyInput = z
  .object({
    notBefore: clockTime.optional(),
    notAfter: clockTime.optional(),
    days: z.array(z.enum(weekdays)).min(1).max(7).optional(),
    maxCallsPer7Days: wholeNumber(100).optional(),
    maxContactsPer7Days: wholeNumber(100).optional(),
    minGapHours: wholeNumber(168).optional(),
    refusedChannels: z.array(channel).max(3).optional(),
    adopted: z.array(z.enum(adoptable)).optional(),
  })
  .refine((policy) => !policy.notBefore || !policy.notAfter || policy.notBefore < policy.notAfter, {
    path: ["notAfter"],
    message: "must be later than the first hour",
  });
export type HousePolicyInput = z.output<typeof housePolicyInput>;

export const saveHousePolicyInput = z.object({
  policy: housePolicyInput,
  /** The version that was on the screen: another's change in between is not overwritten. */
  version: z.number().int().min(0),
});
export type SaveHousePolicyInput = z.output<typeof saveHousePolicyInput>;

export type HousePolicyVersion = { version: number; policy: HousePolicy; savedAt: Date; savedBy: string | null };
/** `version` 0: nothing was ever saved. The latest versions come first. */
export type HousePolicyState = { version: number; policy: HousePolicy; versions: HousePolicyVersion[] };

const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/);
export const tryPurposes = ["reminder", "promotional", "service"] as const;

export const tryContactInput = z.object({
  debtorId: publicId("debtor"),
  channel,
  /** On the debtor's own clock; absent: now. */
  at: localTime.optional(),
  purpose: z.enum(tryPurposes).default("reminder"),
  /** A house policy that nobody has saved yet; absent: the one that holds. */
  draft: housePolicyInput.optional(),
});
export type TryContactInput = z.output<typeof tryContactInput>;

export type TriedContact = {
  at: Date;
  zone: string | null;
  candidateZones: string[];
  verdict: Decision["verdict"];
  code: string | null;
  nextAllowedAt: Date | null;
  obligations: string[];
  rules: ReadRule[];
  rulePackVersion: string;
  /** Contacts of this debtor and address that were counted. */
  counted: number;
  /** Which of the debtor's addresses it would be; null: none is usable on the channel. */
  contactName: string | null;
};

export const allowedHoursInput = z.object({
  debtorId: publicId("debtor"),
  draft: housePolicyInput.optional(),
  /** In which holidays are named. */
  language: z.enum(["en", "hi"]).default("en"),
});
export type AllowedHoursInput = z.output<typeof allowedHoursInput>;

export const calendarDays = 14;
/** Null: the debtor has no usable address on the channel. */
export type AllowedHours = Record<Channel, ChannelCalendar | null>;

export const topics = ["reach", "stops", "consent", "registries", "hours", "frequency", "content"] as const;
export type Topic = (typeof topics)[number];

type Condition =
  | "ai"
  | "promotional"
  | "recording"
  | "work"
  | "licensed"
  | "lender"
  | "credit"
  | "mobile"
  | "landline"
  | "business_landline"
  | "toll_free"
  | "unknown";

/** A rule of the pack as the policy page shows it. */
export type RuleRow = {
  /** Of its own, since several rules come from one row of law. */
  key: string;
  ruleId: string;
  code: string;
  /** "US", "US-FL", "EU", or "*" for everywhere. */
  place: string;
  topic: Topic;
  /** Which sentence says what it asks, and the numbers in it. */
  asks: PlainWords;
  hours: HoursLine[];
  basis: Basis;
  citation: string;
  url: string | null;
  verified: boolean;
  verifiedOn: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  inForce: "now" | "later" | "over";
  /** The workspace may turn it on and off. */
  adoptable: boolean;
  /** Whom it binds, as its scope says. */
  binds: { roles: string[]; kinds: string[]; channels: Channel[]; conditions: Condition[] };
  /** Whom it binds in this workspace; null: nobody here, and then why not. */
  here: Bound | null;
  notHere: NotBound | null;
};

export type RuleList = {
  version: string;
  lookedUpOn: string;
  hash: string;
  today: string;
  collectorRole: CollectorProfile["role"];
  debtors: number;
  rules: RuleRow[];
};

export const saveCollectorInput = z.object({
  profile: collectorProfile,
  /** What was on the screen: another's change in between is not overwritten. */
  before: collectorProfile,
});
export type SaveCollectorInput = z.output<typeof saveCollectorInput>;

export const previewCollectorInput = z.object({ profile: collectorProfile });

/** What another profile would change: the rules that would begin to bind, and those that would end to. */
export type CollectorPreview = { begins: RuleRow[]; ends: RuleRow[] };
