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

/** Hours only ever narrower than the default and calls never above it; "HH:MM" compares as text. */
export function withHouseDefaults(own: HousePolicy): HousePolicy {
  const { notBefore, notAfter, maxCallsPer7Days } = defaultHousePolicy;
  return {
    ...defaultHousePolicy,
    ...own,
    notBefore: own.notBefore && own.notBefore > notBefore ? own.notBefore : notBefore,
    notAfter: own.notAfter && own.notAfter < notAfter ? own.notAfter : notAfter,
    maxCallsPer7Days: Math.min(own.maxCallsPer7Days ?? maxCallsPer7Days, maxCallsPer7Days),
  };
}
