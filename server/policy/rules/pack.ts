// The rule pack: all rules, the countries it knows, and the hash that receipts carry.
import { consentRules } from "@/server/policy/rules/consent";
import { contactHours } from "@/server/policy/rules/contact-hours";
import { frequencyRules } from "@/server/policy/rules/frequency";
import type { Rule } from "@/server/policy/rules/rule";

export const rules: readonly Rule[] = [...contactHours, ...frequencyRules, ...consentRules];

const eu = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");

/** Member states are also the place "EU". */
export const euCountries: ReadonlySet<string> = new Set(eu);

/** Countries whose contact rules were looked up; anywhere else nothing is sent unless house policy gives hours. */
export const knownCountries: ReadonlySet<string> = new Set(["US", "CA", "AU", "GB", "IN", ...eu]);

/** Changes whenever a rule changes. */
export const rulePackVersion = `2026-11-21.${hash(JSON.stringify({ rules, countries: [...knownCountries] }))}`;

/** FNV-1a in two lanes: tells packs apart in the browser and on the server alike; nothing is secured by it. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0xcbf29ce4];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193) >>> 0;
    b = Math.imul(b ^ (code + i), 0x01000193) >>> 0;
  }
  return a.toString(16).padStart(8, "0") + b.toString(16).padStart(8, "0");
}
