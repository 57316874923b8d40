// The rule pack: all rules, the countries they know, and the hash that every decision and receipt carries.
import { fingerprint } from "@/server/policy/fingerprint";
import { elsewhere } from "@/server/policy/rules/elsewhere";
import type { Rule } from "@/server/policy/rules/rule";
import { stopsAndHouse } from "@/server/policy/rules/stops-and-house";
import { usFederal } from "@/server/policy/rules/us-federal";
import { usStates } from "@/server/policy/rules/us-states";

export type RulePack = {
  /** `day.hash`: of other rules the hash is another, and a pack whose hash is not its rules' decides nothing. */
  version: string;
  rules: readonly Rule[];
  /** Countries whose contact rules were looked up; anywhere else house policy must give hours. */
  countries: readonly string[];
  /** Member states are also the place "EU". */
  europeanUnion: readonly string[];
};

const eu = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");

/** Named by the day its rules were last looked up. */
export const currentPack: RulePack = makePack("2026-11-21", [
  ...stopsAndHouse,
  ...usFederal,
  ...usStates,
  ...elsewhere,
]);

export function makePack(day: string, rules: readonly Rule[]): RulePack {
  const content = { rules, countries: ["US", "CA", "AU", "GB", "IN", ...eu], europeanUnion: eu };
  return { version: `${day}.${fingerprint(JSON.stringify(content))}`, ...content };
}

/** Whether the version's hash is that of the rules. */
export function isIntact({ version, rules, countries, europeanUnion }: RulePack): boolean {
  return version.endsWith(`.${fingerprint(JSON.stringify({ rules, countries, europeanUnion }))}`);
}
