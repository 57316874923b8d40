// Which time zones a debtor may be in: a set, never a guess. Pure.
import type { PolicyInput } from "@/server/policy/contract";
import {
  areaCodes,
  australianAreas,
  callingCodes,
  countryZones,
  type NumberPlace,
} from "@/server/policy/rules/number-zones.gen";
import { postcodeZones, regionCode, regionZones } from "@/server/policy/rules/region-zones";

type Whereabouts = Pick<
  PolicyInput["debtor"],
  "country" | "region" | "postalCode" | "addressVerified" | "statedTimeZone"
>;

/** The candidates, and where each came from: a conflict reads differently from a number that spans zones. */
export type CandidateZones = {
  zones: readonly string[];
  fromNumber: readonly string[];
  fromAddress: readonly string[];
};

/** Toll-free, premium and personal numbers say nothing about where their owner is. */
const placeless = /^(8(00|22|33|44|55|66|77|88)|900|5(00|21|22|23|24|25|26|27|28|29|33|44|66|77|88)|600|622|700|710)$/;
const none: readonly string[] = [];

/**
 * Every zone the debtor may be in. What the debtor stated wins; a verified address comes next; else the union of what
 * number and address say. An e-mail address has no zone. Empty: unknown, and a rule about hours then denies.
 */
export function zonesOf(debtor: Whereabouts, address: string | null): string[] {
  return [...candidateZones(debtor, address).zones];
}

/** As zonesOf, with the origin of the zones. */
export function candidateZones(debtor: Whereabouts, address: string | null): CandidateZones {
  if (debtor.statedTimeZone) return { zones: [debtor.statedTimeZone], fromNumber: none, fromAddress: none };
  const fromAddress = zonesOfAddress(debtor);
  if (debtor.addressVerified && fromAddress.length > 0) return { zones: fromAddress, fromNumber: none, fromAddress };
  const fromNumber = placeOfNumber(address)?.zones ?? none;
  if (fromNumber.length === 0) return { zones: fromAddress, fromNumber, fromAddress };
  if (fromAddress.length === 0) return { zones: fromNumber, fromNumber, fromAddress };
  return { zones: [...new Set([...fromNumber, ...fromAddress])], fromNumber, fromAddress };
}

function zonesOfAddress(debtor: Whereabouts): readonly string[] {
  const { country } = debtor;
  if (!country) return none;
  const code = regionCode(country, debtor.region);
  if (!code) return countryZones.get(country) ?? none;
  const region = `${country}-${code}`;
  if (debtor.postalCode) {
    const postcode = debtor.postalCode.trim();
    for (const [prefixes, zones] of postcodeZones[region] ?? []) {
      if (prefixes === "*" || prefixes.split(" ").some((prefix) => postcode.startsWith(prefix))) return zones;
    }
  }
  return regionZones[region] ?? countryZones.get(country) ?? none;
}

/** Country and zones a phone number points to; null for an e-mail address, an empty set for a number without a place. */
export function placeOfNumber(address: string | null): { country: string | null; zones: readonly string[] } | null {
  if (!address?.startsWith("+")) return null;
  const digits = address.slice(1);
  if (digits.startsWith("1")) {
    const area = digits.slice(1, 4);
    if (placeless.test(area)) return { country: null, zones: none };
    // An area code younger than the table may be anywhere: every zone of the country.
    return areaCodes.get(area) ?? { country: "US", zones: countryZones.get("US") ?? none };
  }
  const place = callingPlace(digits);
  if (!place) return { country: null, zones: none };
  if (place.country === "AU") return { country: "AU", zones: zonesOfAustralianNumber(digits) };
  return place;
}

function callingPlace(digits: string): NumberPlace | undefined {
  return (
    callingCodes.get(digits.slice(0, 2)) ?? callingCodes.get(digits.slice(0, 3)) ?? callingCodes.get(digits[0] ?? "")
  );
}

/** A geographic number lies in its area; 13… and 1800 nowhere; a mobile anywhere in the country. */
function zonesOfAustralianNumber(digits: string): readonly string[] {
  const first = digits[2] ?? "";
  if (first === "1") return none;
  return australianAreas.get(first) ?? countryZones.get("AU") ?? none;
}
