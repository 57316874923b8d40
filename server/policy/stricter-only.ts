// House rules narrow, they never widen. Pure.
import type { HousePolicy } from "@/server/policy/contract";
import { defaultHousePolicy } from "@/server/policy/house-policy";

type Limited = keyof typeof defaultHousePolicy;

/** A wish that would loosen a rule: the rule, and the furthest that it may go. */
export type Looser = { field: Limited; ruleId: string; limit: string | number };

/** The rule that stands behind each default. */
const ruleOf: Record<Limited, string> = {
  notBefore: "DUELANE-HOURS",
  notAfter: "DUELANE-HOURS",
  maxCallsPer7Days: "HOUSE-CALLS",
  maxContactsPer7Days: "HOUSE-CONTACTS",
  minGapHours: "HOUSE-GAP",
};

const isLooser: { [Field in Limited]: (wish: NonNullable<HousePolicy[Field]>) => boolean } = {
  notBefore: (time) => time < defaultHousePolicy.notBefore,
  notAfter: (time) => time > defaultHousePolicy.notAfter,
  maxCallsPer7Days: (count) => count > defaultHousePolicy.maxCallsPer7Days,
  maxContactsPer7Days: (count) => count > defaultHousePolicy.maxContactsPer7Days,
  minGapHours: (hours) => hours < defaultHousePolicy.minGapHours,
};

/** What in a house policy allows more than every workspace starts from; empty means it only tightens. */
export function looserThan(policy: HousePolicy): Looser[] {
  return (Object.keys(ruleOf) as Limited[]).flatMap((field) => {
    const wish = policy[field];
    if (wish === undefined || !(isLooser[field] as (wish: string | number) => boolean)(wish)) return [];
    return [{ field, ruleId: ruleOf[field], limit: defaultHousePolicy[field] }];
  });
}

const words: Record<Limited, (limit: string | number) => string> = {
  notBefore: (limit) => `contacts begin at ${limit} at the earliest`,
  notAfter: (limit) => `contacts end at ${limit} at the latest`,
  maxCallsPer7Days: (limit) => `at most ${limit} calls in seven days`,
  maxContactsPer7Days: (limit) => `at most ${limit} contacts in seven days`,
  minGapHours: (limit) => `at least ${limit} hours between two contacts`,
};

/** The refusal as a sentence: the rule that would be loosened, and its limit. */
export function refusalOf({ field, ruleId, limit }: Looser): string {
  return `This would loosen ${ruleId}: ${words[field](limit)}.`;
}
