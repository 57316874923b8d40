// Which number of the pool a call is placed from. Pure.
import { parsePhoneNumberFromString } from "libphonenumber-js";

export type PoolNumber = { e164: string; callsToday: number };

/** The one they know, else one of their area, else of their country; of equal ones the least used today. null: no pool. */
export function chooseNumber(
  pool: readonly PoolNumber[],
  { to, knownFrom }: { to: string; knownFrom: string | null },
): string | null {
  if (knownFrom && pool.some(({ e164 }) => e164 === knownFrom)) return knownFrom;
  const theirs = placeOf(to);
  const ranked = pool.toSorted(
    (one, other) =>
      nearness(other.e164, theirs) - nearness(one.e164, theirs) ||
      one.callsToday - other.callsToday ||
      one.e164.localeCompare(other.e164),
  );
  return ranked[0]?.e164 ?? null;
}

type Place = { country: string; area: string };

function nearness(e164: string, theirs: Place): number {
  const { country, area } = placeOf(e164);
  if (country !== theirs.country) return 0;
  return area === theirs.area ? 2 : 1;
}

/** The first three digits after the country's are the area in North America, and near enough elsewhere. */
function placeOf(e164: string): Place {
  const read = parsePhoneNumberFromString(e164);
  return { country: read?.countryCallingCode ?? "", area: read?.nationalNumber.slice(0, 3) ?? "" };
}
