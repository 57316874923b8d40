import { currencyOfCountry, zoneOfCountry } from "@/server/i18n/places";

export type LocalityField = "country" | "timeZone" | "currency";

/** What to propose after a choice of country: nothing a person chose by hand is touched. */
export function followCountry(
  country: string,
  chosenByHand: ReadonlySet<LocalityField>,
): { name: "timeZone" | "currency"; value: string }[] {
  const proposals = [
    { name: "timeZone", value: zoneOfCountry(country) },
    { name: "currency", value: currencyOfCountry(country) },
  ] as const;
  return proposals.flatMap(({ name, value }) => (value && !chosenByHand.has(name) ? [{ name, value }] : []));
}
