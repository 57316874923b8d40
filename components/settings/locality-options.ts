// What a company can choose from, named in the reader's language. Made on the server, so that both sides agree.
import { getCountries } from "libphonenumber-js";
import { canonicalZone } from "@/server/i18n/places";
import { isCurrency } from "@/server/money";

export type Option = { value: string; label: string };
export type LocalityOptions = { countries: Option[]; zones: Option[]; currencies: Option[] };

/** Countries and currencies by name, zones by their IANA name. */
export function localityOptions(locale: string): LocalityOptions {
  const countryNames = new Intl.DisplayNames(locale, { type: "region" });
  const currencyNames = new Intl.DisplayNames(locale, { type: "currency" });
  const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label, locale);
  return {
    countries: getCountries()
      .map((code) => ({ value: code as string, label: countryNames.of(code) ?? code }))
      .sort(byLabel),
    zones: [...new Set([...Intl.supportedValuesOf("timeZone").map(canonicalZone), "UTC"])].sort().map((zone) => ({
      value: zone,
      label: zone.replaceAll("_", " "),
    })),
    currencies: Intl.supportedValuesOf("currency")
      .filter(isCurrency)
      .map((code) => ({ value: code, label: `${code} – ${currencyNames.of(code) ?? code}` })),
  };
}
