import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DecimalMark,
  markEvidence,
  numberToAmount,
  parseAmount,
  toMinorUnits,
} from "@/server/imports/parsing/values/amounts";

const minor = (text: string, mark: DecimalMark, exponent = 2) => {
  const amount = parseAmount(text, mark);
  return amount && toMinorUnits(amount, exponent);
};

describe("amounts are read in any locale's writing", () => {
  test.each([
    ["1,234.56", ".", 123456],
    ["1.234,56", ",", 123456],
    ["12,34,567.89", ".", 123456789],
    ["1 234,56", ",", 123456],
    ["1\u202f234,56 €", ",", 123456],
    ["1'234.50", ".", 123450],
    ["$1,234", ".", 123400],
    ["-$5.00", ".", -500],
    ["($1,234.50)", ".", -123450],
    ["1,234.50-", ".", -123450],
    ["1.234,50 €-", ",", -123450],
    ["−7.5", ".", -750],
    ["500.00 CR", ".", -50000],
    ["500.00 Dr", ".", 50000],
    ["₹ १,२३,४५६.७८", ".", 12345678],
    ["EUR 12,5", ",", 1250],
    ["12.50 USD", ".", 1250],
    [".5", ".", 50],
    ["Rs. 99", ".", 9900],
    ["CHF 1’000.05", ".", 100005],
  ] as const)("%s with decimal mark %s", (text, mark, expected) => {
    expect(minor(text, mark)).toBe(expected);
  });

  test.each(["", "abc", "1.2.3", "1,23,4.5", "12-34", "1234 pounds of", "1,2345.00"])("%j is no amount", (text) => {
    expect(parseAmount(text, ".")).toBeUndefined();
  });

  test("names the currency it carries, and leaves a shared symbol open", () => {
    expect(parseAmount("€ 5", ".")?.currency).toBe("EUR");
    expect(parseAmount("5 INR", ".")?.currency).toBe("INR");
    expect(parseAmount("US$5", ".")?.currency).toBe("USD");
    expect(parseAmount("$5", ".")).toMatchObject({ symbol: "$" });
  });
});

describe("what a text says about the decimal mark", () => {
  test.each([
    ["1,234.56", "."],
    ["1.234.567", ","],
    ["12,5", ","],
    ["0,125", ","],
    ["1234.567", "."],
    ["1,234", "open"],
    ["1.234", "open"],
    ["1234", "none"],
  ] as const)("%s → %s", (text, expected) => {
    expect(markEvidence(text)).toBe(expected);
  });
});

test("more decimals than the currency has are refused, not rounded", () => {
  expect(minor("1.234", ".", 3)).toBe(1234);
  expect(minor("1.234", ".")).toBeUndefined();
  expect(minor("1.230", ".")).toBe(123);
  expect(minor("5.50", ".", 0)).toBeUndefined();
});

test("every amount survives being written in a locale and read again", () => {
  const locales = ["en-US", "de-DE", "fr-FR", "es-ES", "en-IN", "hi-IN-u-nu-deva", "de-CH", "sv-SE"];
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
      fc.constantFrom(...locales),
      (cents, locale) => {
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
        const mark = format.formatToParts(0.5).find((part) => part.type === "decimal")?.value === "," ? "," : ".";
        expect(minor(format.format(cents / 100), mark)).toBe(cents);
      },
    ),
  );
});

test("a spreadsheet's binary fraction is the amount it shows", () => {
  expect(numberToAmount(51.599999999999994, 2)).toBe(5160);
  expect(numberToAmount(0.1 + 0.2, 2)).toBe(30);
  expect(numberToAmount(1.005, 2)).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: -1_999_999_999, max: 1_999_999_999 }), (cents) => {
      expect(numberToAmount(cents / 100, 2)).toBe(cents);
    }),
  );
});
