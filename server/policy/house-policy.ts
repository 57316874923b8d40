// What every workspace starts from; its own settings narrow the hours and replace the caps. Pure.
import type { HousePolicy } from "@/server/policy/contract";

/** Duelane's own caution, by no law's order: receipts say "house policy" of it. */
export const defaultHousePolicy = {
  notBefore: "08:00",
  notAfter: "21:00",
  maxCallsPer7Days: 7,
  maxContactsPer7Days: 7,
  minGapHours: 20,
} as const satisfies HousePolicy;

/** Rules of basis `policy` that every workspace adopts: the hours above, and what every machine call says. */
const adoptedByAll = ["DUELANE-HOURS", "HOUSE-ID"];

/**
 * The hours of a workspace come on top of the default ones, never in their place; its calls stay below the default. The
 * default hours are a rule and no setting, because a workspace that sets hours opens countries without rules.
 */
export function withHouseDefaults(own: HousePolicy): HousePolicy {
  const { maxCallsPer7Days, maxContactsPer7Days, minGapHours } = defaultHousePolicy;
  return {
    maxContactsPer7Days,
    minGapHours,
    ...own,
    maxCallsPer7Days: Math.min(own.maxCallsPer7Days ?? maxCallsPer7Days, maxCallsPer7Days),
    adopted: [...adoptedByAll, ...(own.adopted ?? [])],
  };
}
