// Writes server/policy/rules/number-zones.gen.ts from libphonenumber's resources/timezones/map_data.txt:
//   npx tsx scripts/generate-number-zones.ts PATH_TO_MAP_DATA
// A number's prefix names several zones where the prefix is split; never one guess. See server/policy/README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { currentNames } from "@/server/policy/zone-names";

// Younger than the table, or in it with fewer zones: they also inherit the area code they were laid over.
const overlays: Record<string, string> = {
  "235": "573",
  "257": "604",
  "263": "514",
  "274": "920",
  "283": "513",
  "324": "904",
  "326": "937",
  "327": "870",
  "329": "845",
  "341": "510",
  "350": "209",
  "353": "608",
  "354": "450",
  "357": "559",
  "363": "516",
  "364": "270",
  "367": "418",
  "368": "403",
  "369": "707",
  "382": "519",
  "428": "506",
  "436": "440",
  "445": "215",
  "447": "217",
  "448": "850",
  "457": "318",
  "458": "541",
  "464": "708",
  "465": "718",
  "468": "819",
  "471": "662",
  "472": "910",
  "474": "306",
  "483": "334",
  "557": "314",
  "572": "405",
  "582": "814",
  "584": "204",
  "621": "713",
  "624": "716",
  "640": "609",
  "645": "305",
  "656": "813",
  "659": "205",
  "672": "604",
  "679": "313",
  "680": "315",
  "683": "705",
  "686": "804",
  "689": "407",
  "726": "210",
  "728": "561",
  "729": "423",
  "730": "618",
  "738": "213",
  "742": "905",
  "748": "970",
  "753": "613",
  "771": "202",
  "820": "805",
  "821": "864",
  "826": "540",
  "835": "610",
  "837": "530",
  "838": "518",
  "839": "803",
  "840": "909",
  "861": "309",
  "879": "709",
  "924": "507",
  "930": "812",
  "942": "416",
  "943": "404",
  "945": "214",
  "948": "757",
  "975": "816",
  "983": "303",
  "986": "208",
};
/** Toll-free, premium and personal numbers say nothing about where their owner is. */
const placeless = /^(8(00|22|33|44|55|66|77|88)|900|5(00|21|22|23|24|25|26|27|28|29|33|44|66|77|88)|600|622|700|710)$/;
const named = (zone: string) => currentNames[zone] ?? zone;

const source = process.argv[2];
if (!source) {
  console.error("Usage: npx tsx scripts/generate-number-zones.ts PATH_TO_MAP_DATA");
  process.exit(2);
}
const rows = readFileSync(source, "utf8")
  .split("\n")
  .filter((line) => /^\d+\|/.test(line))
  .map((line) => {
    const [prefix, zones] = line.split("|") as [string, string];
    return { prefix, zones: zones.trim().split("&").map(named) };
  });

const regionNames = getCountries();
const countryZones = new Map<string, string[]>();
for (const country of regionNames) {
  // getTimeZones is in the engine and not yet in TypeScript's library.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined };
  const zones = (locale.getTimeZones() ?? []).map(named);
  if (zones.length > 0) countryZones.set(country, [...new Set(zones)].sort());
}
const countryOfZone = (zone: string) => [...countryZones].find(([, zones]) => zones.includes(zone))?.[0];

const nanp = new Map<string, { country: string; zones: Set<string> }>();
for (const { prefix, zones } of rows) {
  if (!prefix.startsWith("1") || prefix.length < 4) continue;
  const npa = prefix.slice(1, 4);
  if (placeless.test(npa)) continue;
  const entry = nanp.get(npa) ?? { country: "", zones: new Set<string>() };
  for (const zone of zones) entry.zones.add(zone);
  nanp.set(npa, entry);
}
for (const [npa, parent] of Object.entries(overlays)) {
  const inherited = nanp.get(parent);
  if (!inherited) throw new Error(`The area code ${parent}, over which ${npa} lies, is not in the table.`);
  const entry = nanp.get(npa) ?? { country: "", zones: new Set<string>() };
  for (const zone of inherited.zones) entry.zones.add(zone);
  nanp.set(npa, entry);
}
for (const [npa, entry] of nanp) {
  const countries = new Set([...entry.zones].map((zone) => countryOfZone(zone) ?? "?"));
  if (countries.has("?")) throw new Error(`The zones of ${npa} belong to no country: ${[...entry.zones]}`);
  // 867 and the like lie in one country whatever their zones.
  entry.country =
    countries.size === 1 ? String([...countries][0]) : countries.has("CA") && !countries.has("US") ? "CA" : "US";
}

const countriesByCode = new Map<string, string[]>();
for (const country of regionNames) {
  const code = getCountryCallingCode(country);
  countriesByCode.set(code, [...(countriesByCode.get(code) ?? []), country]);
}
const mainCountry: Record<string, string> = {
  "44": "GB",
  "61": "AU",
  "7": "RU",
  "39": "IT",
  "47": "NO",
  "358": "FI",
  "212": "MA",
  "262": "RE",
  "590": "GP",
  "599": "CW",
  "290": "SH",
};
const codes = new Map<string, { country: string; zones: Set<string> }>();
const australian = new Map<string, Set<string>>();
for (const { prefix, zones } of rows) {
  const code = [1, 2, 3].map((length) => prefix.slice(0, length)).find((start) => countriesByCode.has(start));
  if (!code || code === "1") continue;
  const country = mainCountry[code] ?? countriesByCode.get(code)?.[0] ?? "";
  const entry = codes.get(code) ?? { country, zones: new Set<string>() };
  for (const zone of zones) entry.zones.add(zone);
  codes.set(code, entry);
  if (code === "61" && prefix.length > 2) {
    const first = prefix.charAt(2);
    const area = australian.get(first) ?? new Set<string>();
    for (const zone of zones) area.add(zone);
    australian.set(first, area);
  }
}

const zoneNames = [
  ...new Set([
    ...[...nanp.values()].flatMap((e) => [...e.zones]),
    ...[...codes.values()].flatMap((e) => [...e.zones]),
    ...[...countryZones.values()].flat(),
  ]),
].sort();
const index = (zones: Iterable<string>) => [...zones].map((zone) => zoneNames.indexOf(zone)).sort((a, b) => a - b);
const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const lines: string[] = [];
lines.push(
  "// Generated by scripts/generate-number-zones.ts; do not edit.",
  "// The zones of phone prefixes derive from libphonenumber's resources/timezones/map_data.txt,",
  "// Copyright (C) 2012 The Libphonenumber Authors, licensed under the Apache License, Version 2.0",
  "// (http://www.apache.org/licenses/LICENSE-2.0). Changed: prefixes joined to area codes and country codes, overlays",
  "// added, zone names brought up to date. The zones of countries come from the Unicode CLDR in the engine.",
  "// biome-ignore-all format: a table",
  "",
  `const zoneNames = ${JSON.stringify(zoneNames)};`,
  "const of = (...indices: number[]): readonly string[] => indices.map((index) => zoneNames[index] as string);",
  "",
  "export type NumberPlace = { country: string; zones: readonly string[] };",
  "",
  "/** North American area code → country and every zone the area code lies in. */",
  "export const areaCodes: ReadonlyMap<string, NumberPlace> = new Map([",
  ...sorted(nanp).map(([npa, e]) => `  ["${npa}", { country: "${e.country}", zones: of(${index(e.zones)}) }],`),
  "]);",
  "",
  "/** Calling code (without 1) → its main country and every zone of its numbers. */",
  "export const callingCodes: ReadonlyMap<string, NumberPlace> = new Map([",
  ...sorted(codes).map(([code, e]) => `  ["${code}", { country: "${e.country}", zones: of(${index(e.zones)}) }],`),
  "]);",
  "",
  "/** First digit of an Australian geographic number → zones. */",
  "export const australianAreas: ReadonlyMap<string, readonly string[]> = new Map([",
  ...sorted(australian)
    .filter(([digit]) => ["2", "3", "7", "8"].includes(digit))
    .map(([digit, zones]) => `  ["${digit}", of(${index(zones)})],`),
  "]);",
  "",
  "/** Country → every zone in it. */",
  "export const countryZones: ReadonlyMap<string, readonly string[]> = new Map([",
  ...sorted(countryZones).map(([country, zones]) => `  ["${country}", of(${index(zones)})],`),
  "]);",
  "",
);
writeFileSync("server/policy/rules/number-zones.gen.ts", lines.join("\n"));
console.log(`${nanp.size} area codes, ${codes.size} calling codes, ${countryZones.size} countries`);
