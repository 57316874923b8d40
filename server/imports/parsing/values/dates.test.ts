import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnOrder, profiler } from "@/server/imports/parsing/columns/profile";
import { orderEvidence, parseDay } from "@/server/imports/parsing/values/dates";
import { addDays } from "@/server/time/calendar";

describe("days in any usual form", () => {
  test.each([
    ["2013-01-26", "2013-01-26"],
    ["2013/1/6", "2013-01-06"],
    ["20130126", "2013-01-26"],
    ["2013-01-26T09:30:00Z", "2013-01-26"],
    ["26.01.2013 00:00", "2013-01-26"],
    ["26-1-13", "2013-01-26"],
    ["26 Jan 2013", "2013-01-26"],
    ["26-Jan-13", "2013-01-26"],
    ["January 26, 2013", "2013-01-26"],
    ["Sat, 26 January 2013", "2013-01-26"],
    ["26. März 2013", "2013-03-26"],
    ["26 de marzo de 2013", "2013-03-26"],
    ["1er août 2013", "2013-08-01"],
    ["26 जनवरी 2013", "2013-01-26"],
    ["२६/०१/२०१३", "2013-01-26"],
    ["41300", "2013-01-26"],
  ])("%s", (text, expected) => {
    expect(parseDay(text, "DMY")).toBe(expected);
  });

  test.each(["", "30.02.2013", "2013-13-01", "31/11/2013", "soon", "12345678", "1/2", "99999"])(
    "%j is no day",
    (text) => {
      expect(parseDay(text, "DMY")).toBeUndefined();
    },
  );

  test("the order is the column's", () => {
    expect(parseDay("3/4/2026", "DMY")).toBe("2026-04-03");
    expect(parseDay("3/4/2026", "MDY")).toBe("2026-03-04");
  });

  test.each([
    ["13/4/2026", "DMY"],
    ["4/13/2026", "MDY"],
    ["3/4/2026", "open"],
    ["4/4/2026", "none"],
    ["2026-04-03", "none"],
    ["30/02/2026", undefined],
  ] as const)("%s says %s", (text, expected) => {
    expect(orderEvidence(text)).toBe(expected);
  });
});

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));
const written = (value: string, order: "DMY" | "MDY") => {
  const [year = "", month = "", date = ""] = value.split("-").map((part) => String(Number(part)));
  return order === "DMY" ? `${date}/${month}/${year}` : `${month}/${date}/${year}`;
};
const decided = (texts: string[]) => {
  const profile = profiler(["Date"]);
  for (const text of texts) profile.add({ line: 2, cells: [text] });
  const column = profile.columns()[0];
  return column && columnOrder(column);
};

test("a column's order is never decided wrongly, only left open", () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 40 }), fc.constantFrom("DMY", "MDY"), (days, order) => {
      const texts = days.map((value) => written(value, order));
      const found = decided(texts);
      if (found === undefined) return;
      expect(texts.map((text) => parseDay(text, found))).toEqual(days);
    }),
  );
});

test("one clear day decides the column; days that contradict each other leave it open", () => {
  expect(decided(["3/4/2026", "5/6/2026"])).toBeUndefined();
  expect(decided(["3/4/2026", "25/6/2026"])).toBe("DMY");
  expect(decided(["25/6/2026", "6/25/2026"])).toBeUndefined();
});
