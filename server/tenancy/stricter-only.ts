// House rules narrow, they never widen. Pure.
import type { HousePolicy } from "@/server/policy/contract";
import { defaultHousePolicy } from "@/server/policy/house-policy";

/** The fields in which a house policy allows more than the default; empty means it only tightens. */
export function looserThan(policy: HousePolicy): (keyof HousePolicy)[] {
  const { notBefore, notAfter, maxCallsPer7Days, maxContactsPer7Days, minGapHours } = defaultHousePolicy;
  const looser: (keyof HousePolicy)[] = [];
  if (policy.notBefore !== undefined && policy.notBefore < notBefore) looser.push("notBefore");
  if (policy.notAfter !== undefined && policy.notAfter > notAfter) looser.push("notAfter");
  if ((policy.maxCallsPer7Days ?? 0) > maxCallsPer7Days) looser.push("maxCallsPer7Days");
  if ((policy.maxContactsPer7Days ?? 0) > maxContactsPer7Days) looser.push("maxContactsPer7Days");
  if (policy.minGapHours !== undefined && policy.minGapHours < minGapHours) looser.push("minGapHours");
  return looser;
}
