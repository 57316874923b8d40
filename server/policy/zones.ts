// Where a debtor may be: a set of time zones and the places whose rules bind, never a guess. Pure.
import { stateOfAreaCode, stateOfZip } from "@/server/policy/rules/area-code-states";
import {
  areaCodes,
  australianAreas,
  callingCodes,
  countryZones,
  type NumberPlace,
} from "@/server/policy/rules/number-zones.gen";
import { cityZones, mainZones, postcodeZones, regionCode, regionZones } from "@/server/policy/rules/region-zones";
import { currentZone } from "@/server/policy/zone-names";

export type Whereabouts = {
  country: string | null;
  region: string | null;
  postalCode: string | null;
  city?: string | null;
  addressVerified: boolean;
  statedTimeZone: string | null;
};

/** The candidates, and where each came from: a conflict reads differently from a number that spans zones. */
export type CandidateZones = {
  zones: readonly string[];
  fromNumber: readonly string[];
  fromAddress: readonly string[];
};

/** Toll-free, premium and personal numbers say nothing about where their owner is. */
const placeless = /^(8(00|22|33|44|55|66|77|88)|900|5(00|21|22|23|24|25|26|27|28|29|33|44|66|77|88)|600|622|700|710)$/;
const territories = new Set(["PR", "VI", "GU", "MP", "AS"]);
const none: readonly string[] = [];

/**
 * Every zone the debtor may be in. What the debtor stated wins; a verified address comes next; else the union of what
 * number and address say. An e-mail address has no zone. Empty: unknown, and a rule about hours then denies.
 */
export function zonesOf(debtor: Whereabouts, address: string | null): string[] {
  return [...candidateZones(debtor, address).zones];
}

/** As zonesOf, with the origin of the zones; in alphabetical order. */
export function candidateZones(debtor: Whereabouts, address: string | null): CandidateZones {
  if (debtor.statedTimeZone) {
    return { zones: [currentZone(debtor.statedTimeZone)], fromNumber: none, fromAddress: none };
  }
  const fromAddress = zonesOfAddress(debtor);
  if (debtor.addressVerified && fromAddress.length > 0) {
    return { zones: [...fromAddress].sort(), fromNumber: none, fromAddress };
  }
  const fromNumber = placeOfNumber(address)?.zones ?? none;
  return { zones: [...new Set([...fromNumber, ...fromAddress])].sort(), fromNumber, fromAddress };
}

/** The countries, states and unions whose rules bind: the address' and the number's. */
export function placesOf(
  where: { country?: string; region?: string; postalCode?: string } | undefined,
  address: string,
): { countries: Set<string>; regions: Set<string> } {
  const countries = new Set<string>();
  const regions = new Set<string>();
  const add = (country: string, region: string | null) => {
    countries.add(territories.has(country) ? "US" : country);
    if (territories.has(country)) regions.add(`US-${country}`);
    else if (region) regions.add(`${country}-${region}`);
  };
  const country = where?.country ? countryCode(where.country) : null;
  if (country) add(country, regionOf(country, where?.region ?? null, where?.postalCode ?? null));
  const number = placeOfNumber(address);
  if (number?.country) add(number.country, null);
  if (number?.region) regions.add(number.region);
  return { countries, regions };
}

function countryCode(country: string): string {
  const code = country.trim().toUpperCase();
  return code === "UK" ? "GB" : code === "USA" ? "US" : code;
}

function regionOf(country: string, region: string | null, postalCode: string | null): string | null {
  const code = regionCode(country, region);
  if (code || region) return code;
  return country === "US" && postalCode ? stateOfZip(postalCode.trim()) : null;
}

function zonesOfAddress(debtor: Whereabouts): readonly string[] {
  if (!debtor.country) return none;
  const country = countryCode(debtor.country);
  const code = regionOf(country, debtor.region, debtor.postalCode);
  const whole = mainZones[country] ?? countryZones.get(country) ?? none;
  if (!code) return whole;
  const region = `${country}-${code}`;
  const postcode = debtor.postalCode?.trim();
  // A postcode of another state settles nothing.
  if (postcode && (country !== "US" || stateOfZip(postcode) === code)) {
    for (const [prefixes, zones] of postcodeZones[region] ?? []) {
      if (prefixes === "*" || prefixes.split(" ").some((prefix) => postcode.startsWith(prefix))) return zones;
    }
  }
  const city = debtor.city?.trim().toLowerCase();
  const ofCity = city ? cityZones[region]?.find(([cities]) => cities.split("|").includes(city)) : undefined;
  return ofCity?.[1] ?? regionZones[region] ?? whole;
}

/**
 * Country, state and zones a phone number points to; null for an e-mail address, an empty set for a number without a
 * place.
 */
export function placeOfNumber(
  address: string | null,
): { country: string | null; region: string | null; zones: readonly string[] } | null {
  if (!address?.startsWith("+")) return null;
  const digits = address.slice(1);
  if (digits.startsWith("1")) {
    const area = digits.slice(1, 4);
    // A toll-free number is bound by the rules of its country and lies nowhere in it.
    if (placeless.test(area)) return { country: "US", region: null, zones: none };
    // An area code younger than the table may be anywhere: every zone of the country.
    const place = areaCodes.get(area) ?? { country: "US", zones: countryZones.get("US") ?? none };
    return { ...place, region: stateOfAreaCode.get(area) ?? null };
  }
  const place = callingPlace(digits);
  if (!place) return { country: null, region: null, zones: none };
  return { country: place.country, region: null, zones: zonesInCountry(place, digits) };
}

function callingPlace(digits: string): NumberPlace | undefined {
  return (
    callingCodes.get(digits.slice(0, 2)) ?? callingCodes.get(digits.slice(0, 3)) ?? callingCodes.get(digits[0] ?? "")
  );
}

function zonesInCountry(place: NumberPlace, digits: string): readonly string[] {
  switch (place.country) {
    case "AU":
      return zonesOfAustralianNumber(digits);
    case "GB":
      // 800, 808: free; 84 and 87, 9: services; 70: personal; 3: national.
      return /^44(800|808|84|87|9|70|3|55|56)/.test(digits) ? none : place.zones;
    case "IN":
      return /^911(800|860)/.test(digits) ? none : place.zones;
    default:
      return place.zones;
  }
}

/** A geographic number lies in its area; 13… and 1800 nowhere; a mobile anywhere in the country. */
function zonesOfAustralianNumber(digits: string): readonly string[] {
  const first = digits[2] ?? "";
  if (first === "1") return none;
  return australianAreas.get(first) ?? countryZones.get("AU") ?? none;
}
