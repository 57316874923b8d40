// A rule is data: what it binds, its numbers, where it is written and whether that was seen. Each kind is read by one
// evaluator in server/policy/evaluate.
import type { Basis, Channel, Purpose } from "@/server/policy/contract";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";

type Role = "first_party" | "third_party" | "debt_buyer";

/** Whom and what a rule binds; what is absent is not asked. */
export type Scope = {
  /** Countries, regions or unions of the debtor or the number ("US", "US-FL", "EU"). */
  places?: readonly string[];
  roles?: readonly Role[];
  licensedAgency?: true;
  regulatedLender?: true;
  inNewYorkCity?: true;
  debtorKinds?: readonly ("consumer" | "sole_trader" | "company")[];
  debtPurpose?: "personal" | "commercial";
  regulatedCredit?: true;
  channels?: readonly Channel[];
  /** Where the contact reaches the debtor. */
  contactPlace?: "work" | "elsewhere";
  lineTypes?: readonly ("mobile" | "landline" | "business_landline" | "toll_free" | "unknown")[];
  /** Only what a machine says. */
  ai?: true;
  recording?: true;
  /** `true`: promotional messages only. */
  promotional?: true;
  purposes?: readonly Purpose[];
  exceptPurposes?: readonly Purpose[];
};

/** Opening and closing minute of a day; null = closed. From Sunday to Saturday. */
export type Week = readonly (readonly (readonly [from: number, to: number])[])[];

export type Counted = {
  max: number;
  /** Calendar days, the day of the contact included. */
  days: number;
  channels: readonly Channel[];
  /**
   * Attempts; those that connected or were delivered; of calls only those that could have left a message; or those that
   * reached a person.
   */
  counts: "attempts" | "connected" | "messageable" | "made";
  /** A debt's contacts, all of the debtor's, or those at one address. */
  per: "debt" | "debtor" | "address";
  contactPlace?: "work" | "elsewhere";
  ai?: true;
  /** The debtor's own "call me then" lifts it while it runs, and calls to an attorney do not count. */
  liftedByRequest?: true;
};

export type Stop =
  | "ceaseRequested"
  | "attorney"
  | "bankrupt"
  | "deceased"
  | "disputed"
  | "paused"
  | "restricted"
  | "automationRefused";

type Kinds =
  | { kind: "stop"; params: { stop: Stop; lets: readonly Purpose[] } }
  | { kind: "opt_out"; params: { from: "recipient" | "carrier"; allPhoneChannels?: true } }
  | { kind: "confirmation"; params: { minutes: number } }
  | { kind: "refused_channel"; params: { by: "debtor" | "house" } }
  | { kind: "unusable_address"; params: Record<string, never> }
  | { kind: "ai_voice_consent"; params: { freeCalls?: Counted } }
  | { kind: "written_consent"; params: { kinds: readonly ("express" | "express_written")[] } }
  | { kind: "work_email"; params: Record<string, never> }
  | { kind: "registry"; params: { maxAgeDays: number } }
  | { kind: "registered_template"; params: Record<string, never> }
  | { kind: "window"; params: { week: Week; holidays?: "AU" | "CA" } }
  | { kind: "jurisdiction"; params: Record<string, never> }
  | { kind: "house_hours"; params: Record<string, never> }
  | { kind: "house_cap"; params: { limit: "maxCallsPer7Days" | "maxContactsPer7Days"; channels: readonly Channel[] } }
  | { kind: "house_gap"; params: Record<string, never> }
  | { kind: "preference"; params: { mayReplyOnce?: true } }
  | { kind: "cap"; params: Counted }
  | { kind: "cooldown"; params: { days: number } }
  | { kind: "validation"; params: { days: number; onlyObliges?: true } }
  | { kind: "number_age"; params: { days: number } }
  | { kind: "email_procedures"; params: { days: number } }
  | { kind: "suit_threat"; params: { debtKind: string; months: number } }
  | { kind: "collector_notice"; params: Record<string, never> }
  | { kind: "recording"; params: { regions?: readonly string[] } }
  | { kind: "natural_person_credit"; params: { maxMinor: number; currency: string; from: string } }
  | {
      kind: "oblige";
      params: {
        obligation: ObligationCode;
        /** The part of the message that satisfies it, and the code when it is known to be missing. */
        shownBy?: "hasOptOut" | "hasAiNotice";
        missing?: ReasonCode;
      };
    };

export type ObligationCode =
  | "IDENTIFY_CALLER"
  | "AI_DISCLOSURE"
  | "OPT_OUT_MECHANISM"
  | "MINI_MIRANDA"
  | "DEBT_COLLECTOR_NOTICE"
  | "VALIDATION_NOTICE_DUE"
  | "RECORDING_ANNOUNCEMENT"
  | "LIMITED_CONTENT_VOICEMAIL"
  | "ROSENTHAL_CONDUCT";

export type Rule = Kinds & {
  /** The row's id in the law it is taken from; several rules may come from one row. */
  id: string;
  /** The code of its usual reason. */
  code: ReasonCode | ObligationCode;
  effect: "deny" | "defer" | "oblige";
  basis: Basis;
  scope: Scope;
  /** Binds only outside of these: another rule says it there. */
  except?: readonly Scope[];
  citation: string;
  url: string | null;
  /** Whether the text was seen in a source; an unverified rule binds like the others. */
  verified: boolean;
  verifiedOn: string;
  effectiveFrom: string;
  /** First day on which it no longer binds. */
  effectiveTo?: string;
  /** Binds only where a workspace adopted it. */
  optional?: true;
};
export type RuleOf<Kind extends Rule["kind"]> = Extract<Rule, { kind: Kind }>;

/** The same hours every day. */
export function daily(from: string, to: string): Week {
  return [0, 1, 2, 3, 4, 5, 6].map(() => [[minutesOf(from), minutesOf(to)]]);
}

/** Other hours on Saturday and Sunday. */
export function weekly(weekdays: [string, string], saturday: [string, string], sunday: [string, string]): Week {
  const hours = (span: [string, string]) => [[minutesOf(span[0]), minutesOf(span[1])] as const];
  return [hours(sunday), ...[1, 2, 3, 4, 5].map(() => hours(weekdays)), hours(saturday)];
}

/** "08:30" → 510; "24:00" → 1440. Throws on anything else, so that a bad setting fails closed. */
export function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1440)) throw new RangeError(`"${time}" is not a time of day.`);
  return minutes;
}
