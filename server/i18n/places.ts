// What a country usually pays in and which clock it goes by. Pure: sign-up guesses from it, and forms propose from it.

const currencies: Record<string, string> = {
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

/** A country's first zone here is the one to propose for it. */
const countries: Record<string, string> = {
  "Asia/Kolkata": "IN",
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

/** Where a country has several zones and the proposed one names no single country. */
const zones: Record<string, string> = { US: "America/Chicago", CA: "America/Toronto" };

/** Names that ICU still gives out, and today's for them. */
const renamed: Record<string, string> = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};

export function currencyOfCountry(country: string): string | undefined {
  return currencies[country];
}

export function countryOfZone(zone: string): string | undefined {
  return countries[canonicalZone(zone)];
}

export function zoneOfCountry(country: string): string | undefined {
  return zones[country] ?? Object.entries(countries).find(([, code]) => code === country)?.[0];
}

/** Today's name of a zone, so that one zone stands in a list once and is found there. */
export function canonicalZone(zone: string): string {
  return renamed[zone] ?? zone;
}
