// The tables behind the rules, checked against sources of others.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { isNationalHoliday } from "@/server/policy/rules/holidays";
import { areaCodes, callingCodes, countryZones } from "@/server/policy/rules/number-zones.gen";
import { knownCountries, rulePackVersion, rules } from "@/server/policy/rules/pack";
import { obligationCodes, reasonCodes } from "@/server/policy/rules/reason-codes";
import { postcodeZones, regionZones } from "@/server/policy/rules/region-zones";
import { isoDay, localTime, nextChangeAfter, offsetAt } from "@/server/policy/wall-clock";
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
        const offset = offsetAt(current[zone] ?? zone, Date.parse("2026-07-01T12:00:00Z"));
        if (!zones.some((known) => offsetAt(known, Date.parse("2026-07-01T12:00:00Z")) === offset))
          missing.push(`${prefix} ${zone}`);
      }
    }
    expect(missing).toEqual([]);
  });
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

test("national holidays agree with an independent calendar", () => {
  for (const [country, names] of [
    ["AU", /New Year|Australia Day|Good Friday|Easter Monday|Anzac Day|Christmas|Boxing/],
    ["CA", /New Year|Good Friday|Canada Day|Labour Day|Christmas/],
  ] as const) {
    const calendar = new Holidays(country);
    for (let year = 2012; year <= 2030; year += 1) {
      for (const holiday of calendar.getHolidays(year, "en")) {
        if (holiday.type !== "public" || !names.test(holiday.name) || /substitute/.test(holiday.name)) continue;
        const day = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / 86_400_000;
        expect([holiday.name, holiday.date.slice(0, 10), isNationalHoliday(country, day)]).toEqual([
          holiday.name,
          holiday.date.slice(0, 10),
          true,
        ]);
      }
    }
  }
});

test("the wall clock is the one on the wall, through every change of the clocks", () => {
  for (const zone of ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns"]) {
    let at = Date.parse("2012-01-01T00:00:00Z");
    for (let i = 0; i < 30; i += 1) {
      const change = nextChangeAfter(zone, at);
      if (change === undefined) break;
      for (const moment of [change - 1, change, change + 1]) {
        const { day, minutes } = localTime(zone, moment);
        const text = new Date(moment).toLocaleString("sv-SE", { timeZone: zone });
        const whole = Math.floor(minutes);
        const clock = `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
        expect(`${isoDay(day)} ${clock}`).toBe(text.slice(0, 16));
      }
      at = change;
    }
  }
});

test("every rule says where it is written, and every code is explained in both languages", () => {
  expect(rulePackVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{16}$/);
  expect(knownCountries.has("BR")).toBe(false);
  for (const rule of rules) {
    expect(rule.citation.length).toBeGreaterThan(5);
    expect(rule.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  for (const language of ["en", "hi"]) {
    const text = JSON.parse(readFileSync(`server/i18n/messages/${language}/policy.json`, "utf8"));
    expect(Object.keys(text.codes).sort()).toEqual([...reasonCodes].sort());
    expect(Object.keys(text.obligations).sort()).toEqual([...obligationCodes].sort());
  }
});
