// A first guess at a company's country, zone and currency from its founder's browser; step 1 asks to correct it. Pure.

const currencyOf: Record<string, string> = {
  US: "USD",
  CA: "CAD",
  MX: "MXN",
  GB: "GBP",
  IE: "EUR",
  DE: "EUR",
  FR: "EUR",
  ES: "EUR",
  IT: "EUR",
  NL: "EUR",
  BE: "EUR",
  AT: "EUR",
  PT: "EUR",
  PL: "PLN",
  CZ: "CZK",
  DK: "DKK",
  SE: "SEK",
  NO: "NOK",
  CH: "CHF",
  IN: "INR",
  AE: "AED",
  SA: "SAR",
  SG: "SGD",
  AU: "AUD",
  NZ: "NZD",
  JP: "JPY",
  CN: "CNY",
  ZA: "ZAR",
  BR: "BRL",
};

const countryOfZone: Record<string, string> = {
  "Asia/Kolkata": "IN",
  "Asia/Calcutta": "IN",
  "Europe/London": "GB",
  "Europe/Dublin": "IE",
  "Europe/Berlin": "DE",
  "Europe/Paris": "FR",
  "Europe/Madrid": "ES",
  "Europe/Rome": "IT",
  "Europe/Amsterdam": "NL",
  "Europe/Brussels": "BE",
  "Europe/Vienna": "AT",
  "Europe/Lisbon": "PT",
  "Europe/Warsaw": "PL",
  "Europe/Prague": "CZ",
  "Europe/Copenhagen": "DK",
  "Europe/Stockholm": "SE",
  "Europe/Oslo": "NO",
  "Europe/Zurich": "CH",
  "Asia/Dubai": "AE",
  "Asia/Riyadh": "SA",
  "Asia/Singapore": "SG",
  "Australia/Sydney": "AU",
  "Australia/Melbourne": "AU",
  "Pacific/Auckland": "NZ",
  "Asia/Tokyo": "JP",
  "Asia/Shanghai": "CN",
  "Africa/Johannesburg": "ZA",
  "America/Sao_Paulo": "BR",
  "America/Mexico_City": "MX",
  "America/Toronto": "CA",
  "America/Vancouver": "CA",
};

const zoneOf: Record<string, string> = { US: "America/Chicago", CA: "America/Toronto" };

/** The zone says more than the language's region: many people read English (US) elsewhere. */
export function guessLocality(
  region: string | undefined,
  timeZone: string | undefined,
): { country: string; timeZone: string; currency: string } {
  const zone = timeZone && known(timeZone) ? canonical(timeZone) : undefined;
  const country = (zone && countryOfZone[zone]) ?? region?.toUpperCase() ?? "US";
  const served = currencyOf[country] ? country : "US";
  return {
    country: served,
    timeZone: zone ?? zoneOf[served] ?? zoneByCountry(served) ?? "America/Chicago",
    currency: currencyOf[served] ?? "USD",
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

const canonical = (zone: string) => (zone === "Asia/Calcutta" ? "Asia/Kolkata" : zone);

function zoneByCountry(country: string): string | undefined {
  return Object.entries(countryOfZone).find(([, code]) => code === country)?.[0];
}
