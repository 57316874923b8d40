// From what a file calls a country to its ISO 3166-1 alpha-2 code: codes, and names in five languages. Pure.
import { countries } from "@/server/imports/parsing/values/country-codes";
import { foldText } from "@/server/imports/parsing/values/fold-text";

const languages = ["en", "de", "es", "fr", "hi"];

const others: Record<string, string> = {
  usa: "US",
  "u s a": "US",
  "u s": "US",
  america: "US",
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  holland: "NL",
  "czech republic": "CZ",
  turkey: "TR",
  uae: "AE",
  brd: "DE",
  bharat: "IN",
  "ee uu": "US",
  eeuu: "US",
};

const byCode = new Map<string, string>();
const byNumeric = new Map<string, string>();
for (const { alpha2, alpha3, numeric } of countries) {
  byCode.set(alpha2, alpha2);
  byCode.set(alpha3, alpha2);
  byNumeric.set(numeric, alpha2);
}

let names: Map<string, string> | undefined;

function countryNames(): Map<string, string> {
  if (names) return names;
  names = new Map(Object.entries(others));
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: "region" });
    for (const { alpha2 } of countries) names.set(foldText(display.of(alpha2) ?? alpha2), alpha2);
  }
  return names;
}

/**
 * The country of a cell, or undefined. Numbers count as ISO numeric codes only when asked: a column whose numbers
 * are not all ISO's uses codes of its own, and then none of them may be trusted.
 */
export function countryOf(text: string, options: { numeric: boolean }): string | undefined {
  const trimmed = text.trim();
  if (/^\d{1,3}$/.test(trimmed)) return options.numeric ? byNumeric.get(trimmed.padStart(3, "0")) : undefined;
  if (trimmed.length <= 3) {
    const known = byCode.get(trimmed.toUpperCase());
    if (known) return known;
  }
  return countryNames().get(foldText(trimmed));
}

/** Whether the column's numbers are all ISO numeric codes. */
export function usesNumericCodes(values: readonly string[]): boolean {
  const numbers = values.filter((value) => /^\d{1,3}$/.test(value.trim()));
  return numbers.length > 0 && numbers.every((value) => byNumeric.has(value.trim().padStart(3, "0")));
}
