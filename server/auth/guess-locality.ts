// A first guess at a company's country, zone and currency from its founder's browser; step 1 asks to correct it. Pure.
import { canonicalZone, countryOfZone, currencyOfCountry, zoneOfCountry } from "@/server/i18n/places";

/** The zone says more than the language's region: many people read English (US) elsewhere. */
export function guessLocality(
  region: string | undefined,
  timeZone: string | undefined,
): { country: string; timeZone: string; currency: string } {
  const zone = timeZone && known(timeZone) ? canonicalZone(timeZone) : undefined;
  const country = (zone && countryOfZone(zone)) ?? region?.toUpperCase() ?? "US";
  const served = currencyOfCountry(country) ? country : "US";
  return {
    country: served,
    timeZone: zone ?? zoneOfCountry(served) ?? "America/Chicago",
    currency: currencyOfCountry(served) ?? "USD",
  };
}

function known(zone: string) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.includes("/");
  } catch {
    return false;
  }
}
