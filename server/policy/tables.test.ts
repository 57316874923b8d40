// The tables behind the rules, checked against sources of others.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { cancelling } from "@/server/campaigns/signal-rules";
import { stateOfAreaCode } from "@/server/policy/rules/area-code-states";
import { isNationalHoliday } from "@/server/policy/rules/holidays";
import { areaCodes, callingCodes, countryZones } from "@/server/policy/rules/number-zones.gen";
import { currentPack } from "@/server/policy/rules/pack";
import { obligationCodes, reasonCodes } from "@/server/policy/rules/reason-codes";
import { postcodeZones, regionZones } from "@/server/policy/rules/region-zones";
import { clockOf, dayNumber, isoDay } from "@/server/policy/wall-clock";
import { placeOfNumber, zonesOf } from "@/server/policy/zones";
import { isTimeZone } from "@/server/time/calendar";

const nobody = { country: null, region: null, postalCode: null, addressVerified: false, statedTimeZone: null };

test("every zone in every table exists and bears its current name", () => {
  const zones = new Set([
    ...[...areaCodes.values(), ...callingCodes.values()].flatMap((place) => place.zones),
    ...[...countryZones.values()].flat(),
    ...Object.values(regionZones).flat(),
    ...Object.values(postcodeZones).flatMap((rows) => rows.flatMap(([, settled]) => settled)),
  ]);
  expect([...zones].filter((zone) => !isTimeZone(zone))).toEqual([]);
  expect(zones).toContain("Asia/Kolkata");
  expect(zones).not.toContain("Asia/Calcutta");
});

describe("a number's zones", () => {
  test.each([
    ["a split area code", "+18505550100", ["America/Chicago", "America/New_York"]],
    ["an overlay inherits the area code under it", "+19305550100", ["America/Chicago", "America/New_York"]],
    ["an overlay younger than the table", "+17295550100", ["America/Chicago", "America/New_York"]],
    ["a toll-free number says nothing", "+18005550100", []],
    ["an Australian 1800 number says nothing", "+611800555010", []],
    ["an Indian number", "+919876543210", ["Asia/Kolkata"]],
  ])("%s", (_name, number, zones) => {
    expect([...(placeOfNumber(number)?.zones ?? [])].sort()).toEqual(zones);
  });

  test("an Australian mobile may be anywhere in Australia", () => {
    const zones = placeOfNumber("+61491570006")?.zones;
    expect(zones).toEqual(expect.arrayContaining(["Australia/Perth", "Australia/Sydney", "Australia/Darwin"]));
  });

  const source = resolve("../shared/data/time-zones/number-prefix-to-zone.txt");
  test.skipIf(!existsSync(source))("no prefix of Google's table lies outside (skipped without the table)", () => {
    const current: Record<string, string> = { "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu" };
    const missing: string[] = [];
    for (const line of readFileSync(source, "utf8").split("\n")) {
      const [prefix = "", listed = ""] = line.trim().split("|");
      // Whole countries and North America as a whole name more zones than any one number has.
      if (!/^\d{4,}$/.test(prefix) || prefix.startsWith("61")) continue;
      const zones: readonly string[] = placeOfNumber(`+${prefix}`)?.zones ?? [];
      if (zones.length === 0) continue;
      for (const zone of listed.split("&")) {
        const at = Date.parse("2026-07-01T12:00:00Z");
        const offset = clockOf(current[zone] ?? zone).offsetAt(at);
        if (!zones.some((known) => clockOf(known).offsetAt(at) === offset)) missing.push(`${prefix} ${zone}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

test("25 area codes span zones, and the overlays laid over them", () => {
  const spanning = [...areaCodes].filter(([, { zones }]) => zones.length > 1).map(([code]) => code);
  const listed =
    "208 219 250 270 308 418 423 541 574 605 606 620 701 709 775 785 807 812 850 867 879 906 907 928 986".split(" ");
  expect(spanning).toEqual(expect.arrayContaining(listed));
  expect(spanning.filter((code) => !listed.includes(code))).toEqual([
    "364",
    "367",
    "448",
    "458",
    "474",
    "689",
    "729",
    "930",
  ]);
});

test("the table holds every area code of a state with rules of its own", () => {
  const unknown = [...stateOfAreaCode].filter(([code, state]) => areaCodes.get(code)?.country !== state.slice(0, 2));
  expect(unknown).toEqual([]);
});

describe("an address's zones", () => {
  test.each([
    ["a state in one zone", { country: "US", region: "NY" }, ["America/New_York"]],
    ["a state by its name", { country: "US", region: "new york" }, ["America/New_York"]],
    ["a split state is both", { country: "US", region: "TX" }, ["America/Chicago", "America/Denver"]],
    ["a postcode settles it", { country: "US", region: "TX", postalCode: "79901" }, ["America/Denver"]],
    ["the rest of Texas", { country: "US", region: "TX", postalCode: "78701" }, ["America/Chicago"]],
    ["a country in one zone", { country: "IN", region: null }, ["Asia/Kolkata"]],
  ])("%s", (_name, where, zones) => {
    expect(zonesOf({ ...nobody, ...where }, null)).toEqual(zones);
  });

  test("a country of many zones without a region is all of them", () => {
    expect(zonesOf({ ...nobody, country: "US" }, null)).toEqual(
      expect.arrayContaining(["Pacific/Honolulu", "America/New_York"]),
    );
  });
});

test("a weekend's holiday is also kept on its substitute day, and a state's own day is none", () => {
  const isHoliday = (country: "AU" | "CA", day: string) => isNationalHoliday(country, dayNumber(day));
  for (const day of [
    "2026-12-25",
    "2026-12-26",
    "2026-12-28",
    "2027-12-27",
    "2027-12-28",
    "2026-01-26",
    "2026-04-03",
  ]) {
    expect([day, isHoliday("AU", day)]).toEqual([day, true]);
  }
  for (const day of ["2026-06-08", "2026-11-03", "2026-12-24"])
    expect([day, isHoliday("AU", day)]).toEqual([day, false]);
  for (const day of ["2026-07-01", "2026-09-07", "2026-12-25", "2027-12-27"]) {
    expect([day, isHoliday("CA", day)]).toEqual([day, true]);
  }
  for (const day of ["2026-02-16", "2026-08-03"]) expect([day, isHoliday("CA", day)]).toEqual([day, false]);
});

test("the wall clock is the one on the wall, through every change of the clocks", () => {
  for (const zone of ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns"]) {
    const wall = clockOf(zone);
    let at = Date.parse("2012-01-01T00:00:00Z");
    for (let i = 0; i < 30; i += 1) {
      const change = wall.nextChangeAfter(at);
      if (change === undefined) break;
      for (const moment of [change - 1, change, change + 1]) {
        const whole = Math.floor(wall.minutesAt(moment));
        const clock = `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
        const text = new Date(moment).toLocaleString("sv-SE", { timeZone: zone });
        expect(`${isoDay(wall.dayAt(moment))} ${clock}`).toBe(text.slice(0, 16));
      }
      at = change;
    }
  }
});

test("a day begins at its first instant, where midnight comes twice and where it does not come", () => {
  for (const zone of ["America/Havana", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "America/Asuncion"]) {
    const wall = clockOf(zone);
    for (let day = dayNumber("2012-01-01"); day < dayNumber("2027-01-01"); day += 1) {
      const start = wall.startOfDay(day);
      if (wall.dayAt(start) !== day || wall.dayAt(start - 1) !== day - 1) {
        expect([zone, isoDay(day), new Date(start).toISOString()]).toEqual([]);
      }
    }
  }
});

/** What a signal that cancels queued touches leaves on them as the reason. */
const cancelledBy = [...cancelling].map((kind) => kind.toUpperCase());

test("every rule says where it is written, and every code is explained in both languages", () => {
  const { version, rules, countries } = currentPack;
  expect(version).toMatch(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{16}$/);
  expect(countries).not.toContain("BR");
  for (const rule of rules) {
    expect(rule.citation.length).toBeGreaterThan(5);
    expect(rule.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (rule.basis !== "policy" && rule.verified && rule.url) expect(rule.url).toMatch(/^https:/);
  }
  for (const language of ["en", "hi"]) {
    const text = JSON.parse(readFileSync(`server/i18n/messages/${language}/policy.json`, "utf8"));
    const cancelled = ["CONTENT_CHANGED", "DEBTOR_STOPPED", "CAMPAIGN_ENDED", "TAKEN_OVER", "LEFT", ...cancelledBy];
    expect(Object.keys(text.codes).sort()).toEqual([...new Set([...reasonCodes, ...cancelled])].sort());
    expect(Object.keys(text.obligations).sort()).toEqual([...obligationCodes].sort());
  }
});
