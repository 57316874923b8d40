import { describe, expect, test } from "vitest";
import { followCountry } from "@/components/settings/follow-country";
import { localityOptions } from "@/components/settings/locality-options";

describe("after a choice of country", () => {
  test("its time zone and currency are proposed", () => {
    expect(followCountry("IN", new Set())).toEqual([
      { name: "timeZone", value: "Asia/Kolkata" },
      { name: "currency", value: "INR" },
    ]);
  });

  test("what was chosen by hand stays", () => {
    expect(followCountry("DE", new Set(["timeZone"] as const))).toEqual([{ name: "currency", value: "EUR" }]);
    expect(followCountry("DE", new Set(["timeZone", "currency"] as const))).toEqual([]);
  });

  test("a country nobody described proposes nothing", () => {
    expect(followCountry("AQ", new Set())).toEqual([]);
  });

  test("what is proposed can be chosen", () => {
    const { countries, zones, currencies } = localityOptions("en");
    const offered = { timeZone: zones.map(({ value }) => value), currency: currencies.map(({ value }) => value) };
    for (const { value: country } of countries) {
      for (const { name, value } of followCountry(country, new Set())) expect(offered[name]).toContain(value);
    }
  });
});
