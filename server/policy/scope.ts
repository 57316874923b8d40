// Which rules bind this contact, and where the debtor is. Pure.
import type { PolicyInput } from "@/server/policy/contract";
import { euCountries, knownCountries, rules } from "@/server/policy/rules/pack";
import { regionCode } from "@/server/policy/rules/region-zones";
import type { Rule } from "@/server/policy/rules/rule";
import { isoDay, localTime } from "@/server/policy/wall-clock";
import { type CandidateZones, candidateZones, placeOfNumber } from "@/server/policy/zones";

/** Everything about a case that several rules read. */
export type Case = {
  input: PolicyInput;
  at: number;
  candidates: CandidateZones;
  /** "US", "US-FL", "EU" …; the address' and the number's. */
  places: readonly string[];
  /** A country without rules in the pack, or null. */
  unknownCountry: string | null;
};

/** Reads the place out of an input. */
export function caseOf(input: PolicyInput): Case {
  const { debtor } = input;
  const countries = new Set<string>();
  if (debtor.country) countries.add(debtor.country);
  const numberCountry = placeOfNumber(input.address)?.country;
  if (numberCountry) countries.add(numberCountry);
  const places: string[] = [];
  let unknownCountry: string | null = countries.size === 0 ? "none" : null;
  for (const country of countries) {
    places.push(country);
    if (euCountries.has(country)) places.push("EU");
    if (!knownCountries.has(country)) unknownCountry = country;
  }
  if (debtor.country) {
    const code = regionCode(debtor.country, debtor.region);
    if (code) places.push(`${debtor.country}-${code}`);
  }
  return { input, at: input.now.getTime(), candidates: candidateZones(debtor, input.address), places, unknownCountry };
}

const bindingRules = new Map<string, readonly Rule[]>();

/** The rules in scope and in force. */
export function rulesFor({ input, places, candidates, at }: Case): readonly Rule[] {
  const key = `${places.join(" ")}|${input.channel}|${input.purpose}|${input.debtor.kind}|${input.collectorRole}|${input.artificialVoice}|${input.housePolicy.adopted?.join(" ") ?? ""}`;
  let inScope = bindingRules.get(key);
  if (!inScope) {
    inScope = rules.filter((rule) => isInScope(rule, input, places));
    if (bindingRules.size > 10_000) bindingRules.clear();
    bindingRules.set(key, inScope);
  }
  const zones = candidates.zones.length > 0 ? candidates.zones : ["UTC"];
  return inScope.filter((rule) => isInForce(rule, zones, at));
}

function isInScope({ scope, optional, id }: Rule, input: PolicyInput, places: readonly string[]): boolean {
  return (
    (!scope.places || scope.places.some((place) => places.includes(place))) &&
    (!scope.channels || scope.channels.includes(input.channel)) &&
    (!scope.debtorKinds || scope.debtorKinds.includes(input.debtor.kind)) &&
    (!scope.collectorRoles || scope.collectorRoles.includes(input.collectorRole)) &&
    (!scope.artificialVoice || input.artificialVoice) &&
    !scope.exceptPurposes?.includes(input.purpose) &&
    (!optional || (input.housePolicy.adopted?.includes(id) ?? false))
  );
}

/** Dates switch at local midnight in the candidate zone where it comes first. */
function isInForce(rule: Rule, zones: readonly string[], at: number): boolean {
  const { effectiveTo } = rule;
  // Every rule but the dated ones began before any contact we can judge.
  if (!effectiveTo && rule.effectiveFrom < "2015-01-01") return true;
  const today = isoDay(Math.max(...zones.map((zone) => localTime(zone, at).day)));
  return rule.effectiveFrom <= today && (!effectiveTo || today < effectiveTo);
}
