import { describe, expect, test } from "vitest";
import { amountIn, figuresIn } from "@/server/flows/reading/amounts";
import { checkSpoken, type KnownFigures } from "@/server/flows/reading/check-spoken";
import { dateIn } from "@/server/flows/reading/dates";
import { digitsIn, onlyNumberIn } from "@/server/flows/reading/numbers";
import { speakDate, speakMoney, writeDate, writeMoney } from "@/server/flows/speech/speak";

describe("numbers as people say them", () => {
  test.each([
    ["I can do twelve hundred", 1200],
    ["one hundred and five", 105],
    ["two and a half thousand", 2500],
    ["about 5k", 5000],
    ["1,23,456", 123456],
    ["five lakh", 500000],
    ["2.5 crore", 25000000],
    ["साढ़े तीन हज़ार", 3500],
    ["डेढ़ लाख", 150000],
    ["ढाई हजार", 2500],
    ["सवा लाख", 125000],
    ["पौने दो लाख", 175000],
    ["पांच हजार", 5000],
    ["१२,५००", 12500],
    ["paanch hazaar", 5000],
    ["do lakh", 200000],
    ["twelve point five", 12.5],
    ["a hundred", 100],
  ])("%s", (text, value) => {
    expect(onlyNumberIn(text)).toBe(value);
  });
  test("words that are numbers only in Hindi count only as such", () => {
    expect(onlyNumberIn("I do not know what to do on Sat")).toBeUndefined();
  });
  test("digits said one by one", () => {
    expect(digitsIn("four four three, two")).toBe("4432");
    expect(digitsIn("चार चार तीन 2")).toBe("4432");
  });
});

describe("amounts", () => {
  test.each([
    ["five hundred dollars and fifty cents", { amountMinor: 50050, currency: "USD" }],
    ["$1,204.50", { amountMinor: 120450, currency: "USD" }],
    ["I can pay 300 today", { amountMinor: 30000, currency: "USD" }],
    ["fifty cents", { amountMinor: 50, currency: "USD" }],
    ["पाँच सौ डॉलर", { amountMinor: 50000, currency: "USD" }],
    ["Rs 2,500", { amountMinor: 250000, currency: "INR" }],
    ["ढाई हज़ार रुपये", { amountMinor: 250000, currency: "INR" }],
    ["two hundred or three hundred", undefined],
    ["not today", undefined],
  ])("%s", (text, money) => {
    expect(amountIn(text, ["USD"])).toEqual(money);
  });
  test("the dollars that are owed are the ones that are meant", () => {
    expect(amountIn("five dollars", ["CAD"])).toEqual({ amountMinor: 500, currency: "CAD" });
    expect(figuresIn("20 percent of 5 dollars and 7", ["USD"])).toMatchObject({
      amounts: [{ amountMinor: 500 }],
      percents: [{ value: 20 }],
      others: [{ value: 7 }],
    });
  });
});

describe("days", () => {
  // A Monday.
  const today = "2026-03-02";
  test.each([
    ["tomorrow", "2026-03-03"],
    ["the day after tomorrow", "2026-03-04"],
    ["on Friday", "2026-03-06"],
    ["next Friday", "2026-03-13"],
    ["Monday", "2026-03-09"],
    ["in three days", "2026-03-05"],
    ["two weeks from now", "2026-03-16"],
    ["by the end of the month", "2026-03-31"],
    ["March 15th", "2026-03-15"],
    ["the fifteenth of March", "2026-03-15"],
    ["March twenty-first", "2026-03-21"],
    ["the 2nd of april", "2026-04-02"],
    ["January 5", "2026-01-05"],
    ["5 January 2027", "2027-01-05"],
    ["March third twenty twenty-seven", "2027-03-03"],
    ["on the fifteenth", "2026-03-15"],
    ["the first", "2026-04-01"],
    ["3/15", "2026-03-15"],
    ["2026-03-20", "2026-03-20"],
    ["कल", "2026-03-03"],
    ["परसों तक", "2026-03-04"],
    ["शुक्रवार को", "2026-03-06"],
    ["अगले शुक्रवार", "2026-03-13"],
    ["तीन दिन में", "2026-03-05"],
    ["पंद्रह मार्च", "2026-03-15"],
    ["पंद्रह तारीख को", "2026-03-15"],
    ["महीने के अंत तक", "2026-03-31"],
    ["kal kar dunga", "2026-03-03"],
    // Two days, or none.
    ["3/4", undefined],
    ["Tuesday or Wednesday", undefined],
    ["March 31 or April 2", undefined],
    ["February 30", undefined],
    ["I may pay", undefined],
    ["soon", undefined],
  ])("%s", (text, day) => {
    expect(dateIn(text, today)).toBe(day);
  });
  test("every day that is spoken or written is read back as itself", () => {
    for (let at = 0; at < 300; at += 1) {
      const day = new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
      for (const language of ["en", "hi"] as const) {
        expect([language, dateIn(speakDate(day, language, today), today)]).toEqual([language, day]);
        expect([language, dateIn(writeDate(day, language), today)]).toEqual([language, day]);
      }
    }
    expect(dateIn(speakDate("2027-10-09", "hi", today), today)).toBe("2027-10-09");
    expect(dateIn(speakDate("2027-10-09", "en", today), today)).toBe("2027-10-09");
  });
});

describe("figures that were said aloud", () => {
  const known: KnownFigures = {
    amounts: [
      { amountMinor: 120450, currency: "USD" },
      { amountMinor: 50000, currency: "USD" },
    ],
    days: ["2026-02-14"],
    percents: [5],
    numbers: ["INV-4432", "+12125550143", "3"],
    today: "2026-03-02",
  };
  const wrong = (text: string) => checkSpoken(text, known).map(({ kind }) => kind);
  test.each([
    ["You owe $1,204.50 on invoice INV-4432, due February 14."],
    ["आप पर एक हज़ार दो सौ चार डॉलर और पचास सेंट बाकी हैं।"],
    ["Three invoices are open; two of them are one day late."],
    ["That would be 5% off."],
    ["It is five hundred."],
    ["Please call +12125550143."],
    ["Invoice 1: $1,204.50; invoice 2 INV-4432: $500.00, February 14, 2026."],
  ])("right: %s", (text) => {
    expect(wrong(text)).toEqual([]);
  });
  test.each([
    ["You owe $1,240.50.", ["amount"]],
    ["आप पर एक हज़ार दो सौ डॉलर बाकी हैं।", ["amount"]],
    ["It was due on February 15.", ["date"]],
    ["I can take 20% off.", ["percent"]],
    ["It is six hundred.", ["number"]],
    ["Invoice 7781 is open.", ["number"]],
    ["You owe twelve lakh rupees.", ["amount"]],
  ])("wrong: %s", (text, kinds) => {
    expect(wrong(text)).toEqual(kinds);
  });
  test("what our own voice and our own messages make of a fact is never taken for wrong", () => {
    for (const { amountMinor, currency } of known.amounts) {
      for (const language of ["en", "hi"] as const) {
        const money = { amountMinor, currency };
        expect(wrong(`${speakMoney(money, language)}.`)).toEqual([]);
        expect(wrong(`${writeMoney(money, language)}.`)).toEqual([]);
      }
    }
    expect(wrong(speakDate("2026-02-14", "hi", "2025-01-01"))).toEqual([]);
    expect(wrong(speakDate("2026-02-14", "en", "2025-01-01"))).toEqual([]);
  });
});
