// A rule is data: what it binds, its numbers, where it is written and whether that was seen. server/policy/evaluate.ts
// reads each kind.
import type { Channel } from "@/server/journeys/graph/schema";
import type { PolicyInput } from "@/server/policy/contract";

type Scope = {
  /** Countries or regions ("US", "US-FL", "EU"); absent = everywhere. */
  places?: readonly string[];
  channels?: readonly Channel[];
  debtorKinds?: readonly PolicyInput["debtor"]["kind"][];
  collectorRoles?: readonly PolicyInput["collectorRole"][];
  /** Only calls that a machine speaks. */
  artificialVoice?: true;
  /** Messages that the rule lets through. */
  exceptPurposes?: readonly PolicyInput["purpose"][];
};

/** Opening and closing minute of a day; null = closed. From Sunday to Saturday. */
export type Week = readonly (readonly [from: number, to: number] | null)[];

type Kind =
  | { kind: "window"; week: Week; holidays?: "AU" | "CA" }
  | {
      kind: "cap";
      max: number;
      days: number;
      /** What counts as a contact: every attempt, those that connected, or those that reached a person. */
      counts: "attempts" | "connected" | "made";
      countedChannels: readonly Channel[];
    }
  | { kind: "cooldown"; days: number }
  | { kind: "consent" }
  | { kind: "oblige"; obligations: readonly string[] };

export type Rule = Kind & {
  id: string;
  /** The reason code it gives. */
  code: string;
  basis: "statute" | "regulation" | "guideline" | "carrier" | "policy";
  citation: string;
  /** Whether the text was seen in a source; an unverified rule binds like the others. */
  verified: boolean;
  verifiedOn: string;
  effectiveFrom: string;
  /** First day on which it no longer binds. */
  effectiveTo?: string;
  /** Binds only where a workspace adopted it. */
  optional?: true;
  scope: Scope;
};

const always = (from: number, to: number): Week => [0, 1, 2, 3, 4, 5, 6].map(() => [from, to] as const);

/** The same hours every day. */
export function daily(from: string, to: string): Week {
  return always(minutesOf(from), minutesOf(to));
}

/** Other hours on Saturday and Sunday. */
export function weekly(weekdays: [string, string], saturday: [string, string], sunday: [string, string]): Week {
  const week = [...daily(...weekdays)];
  week[0] = [minutesOf(sunday[0]), minutesOf(sunday[1])];
  week[6] = [minutesOf(saturday[0]), minutesOf(saturday[1])];
  return week;
}

/** "08:30" → 510; "24:00" → 1440. Throws on anything else, so that a bad setting fails closed. */
export function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1440)) throw new RangeError(`"${time}" is not a time of day.`);
  return minutes;
}
