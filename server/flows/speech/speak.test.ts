import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "@/server/flows/languages";
import { amountIn } from "@/server/flows/reading/amounts";
import { onlyNumberIn } from "@/server/flows/reading/numbers";
import { speakDate, speakMoney, speakNumber } from "@/server/flows/speech/speak";
import { belowHundred } from "@/server/flows/speech/words";

describe("spoken right", () => {
  test.each([
    [{ amountMinor: 721050, currency: "USD" }, "en", "seven thousand two hundred ten dollars and fifty cents"],
    [{ amountMinor: 100, currency: "USD" }, "en", "one dollar"],
    [{ amountMinor: 1, currency: "GBP" }, "en", "one penny"],
    [
      { amountMinor: 123456700, currency: "INR" },
      "en",
      "twelve lakh thirty-four thousand five hundred sixty-seven rupees",
    ],
    [{ amountMinor: 123456789, currency: "INR" }, "hi", "बारह लाख चौंतीस हज़ार पाँच सौ सड़सठ रुपये और नवासी पैसे"],
    [{ amountMinor: 2_50_00_000_00, currency: "INR" }, "hi", "दो करोड़ पचास लाख रुपये"],
    [{ amountMinor: 4500, currency: "USD" }, "hi", "पैंतालीस डॉलर"],
    [{ amountMinor: 5000, currency: "JPY" }, "en", "5000 JPY"],
  ] as const)("%o in %s", (money, language, words) => {
    expect(speakMoney(money, language)).toBe(words);
  });
  test.each([
    ["2026-03-02", "en", "Monday, March second"],
    ["2026-03-31", "en", "Tuesday, March thirty-first"],
    ["2027-01-12", "en", "Tuesday, January twelfth twenty twenty-seven"],
    ["2026-03-02", "hi", "सोमवार, दो मार्च"],
    ["2027-01-12", "hi", "मंगलवार, बारह जनवरी दो हज़ार सत्ताईस"],
  ] as const)("%s in %s", (day, language, words) => {
    expect(speakDate(day, language, "2026-02-01")).toBe(words);
  });
  test("every number below a hundred has a word of its own", () => {
    for (const language of languages) expect(new Set(belowHundred[language]).size).toBe(100);
  });
});

describe("what is spoken is read back as the same", () => {
  test("every number", () => {
    const number = fc.oneof(fc.nat(200), fc.nat(100_000), fc.nat(10_000_000_000));
    fc.assert(
      fc.property(
        number,
        fc.constantFrom(...languages),
        fc.constantFrom("western", "indian"),
        (value, language, counting) => {
          expect(onlyNumberIn(speakNumber(value, language, counting))).toBe(value);
        },
      ),
      { numRuns: 500 },
    );
  });
  test("every amount, in every currency that has words", () => {
    const money = fc.record({
      amountMinor: fc.oneof(fc.nat(20_000), fc.nat(1_000_000_000)).filter((minor) => minor > 0),
      currency: fc.constantFrom("USD", "CAD", "AUD", "EUR", "GBP", "INR", "AED"),
    });
    fc.assert(
      fc.property(money, fc.constantFrom(...languages), (one, language) => {
        expect(amountIn(speakMoney(one, language), [one.currency])).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });
});
