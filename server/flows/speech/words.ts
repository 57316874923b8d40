// The words of numbers, currencies and days in each language: what is spoken is made of them, and what is heard is read by
// them. Pure.
import type { Language } from "@/server/flows/languages";

const hindi =
  `शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस
  पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस
  तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ
  इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर
  उन्यासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पंचानवे
  छियानवे सत्तानवे अट्ठानवे निन्यानवे`.split(/\s+/);

const englishUnits =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen`.split(/\s+/);
const englishTens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** The word of each number below a hundred. */
export const belowHundred: Record<Language, readonly string[]> = {
  hi: hindi,
  en: [
    ...englishUnits,
    ...englishTens.flatMap((ten) => [ten, ...englishUnits.slice(1, 10).map((unit) => `${ten}-${unit}`)]),
  ],
};
export const numberParts = { englishUnits, englishTens, hindi };

/** What a larger number is made of, largest first. Rupees are counted in lakh and crore, in English too. */
export type Scale = readonly [word: string, value: number];
export const scales: Record<Language, { western: readonly Scale[]; indian: readonly Scale[] }> = {
  en: {
    western: [
      ["trillion", 1e12],
      ["billion", 1e9],
      ["million", 1e6],
      ["thousand", 1e3],
      ["hundred", 100],
    ],
    indian: [
      ["crore", 1e7],
      ["lakh", 1e5],
      ["thousand", 1e3],
      ["hundred", 100],
    ],
  },
  hi: {
    western: [
      ["करोड़", 1e7],
      ["लाख", 1e5],
      ["हज़ार", 1e3],
      ["सौ", 100],
    ],
    indian: [
      ["करोड़", 1e7],
      ["लाख", 1e5],
      ["हज़ार", 1e3],
      ["सौ", 100],
    ],
  },
};

/** One and many of the unit, one and many of its hundredth. */
type CurrencyWords = { major: readonly [string, string]; minor: readonly [string, string] };
const cents = { en: ["cent", "cents"], hi: ["सेंट", "सेंट"] } as const;
const dollars = (en: string, hi: string) => ({
  en: { major: [`${en}dollar`, `${en}dollars`], minor: cents.en } as const,
  hi: { major: [`${hi}डॉलर`, `${hi}डॉलर`], minor: cents.hi } as const,
});
export const currencyWords: Readonly<Record<string, Record<Language, CurrencyWords>>> = {
  USD: dollars("", ""),
  CAD: dollars("Canadian ", "कनाडाई "),
  AUD: dollars("Australian ", "ऑस्ट्रेलियाई "),
  SGD: dollars("Singapore ", "सिंगापुर "),
  EUR: {
    en: { major: ["euro", "euros"], minor: cents.en },
    hi: { major: ["यूरो", "यूरो"], minor: cents.hi },
  },
  GBP: {
    en: { major: ["pound", "pounds"], minor: ["penny", "pence"] },
    hi: { major: ["पाउंड", "पाउंड"], minor: ["पेंस", "पेंस"] },
  },
  INR: {
    en: { major: ["rupee", "rupees"], minor: ["paisa", "paise"] },
    hi: { major: ["रुपया", "रुपये"], minor: ["पैसा", "पैसे"] },
  },
  AED: {
    en: { major: ["dirham", "dirhams"], minor: ["fils", "fils"] },
    hi: { major: ["दिरहम", "दिरहम"], minor: ["फिल्स", "फिल्स"] },
  },
};

export const months: Record<Language, readonly string[]> = {
  en: "January February March April May June July August September October November December".split(" "),
  hi: "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".split(" "),
};

/** Monday first. */
export const weekdays: Record<Language, readonly string[]> = {
  en: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
  hi: "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार".split(" "),
};

const irregular: Readonly<Record<string, string>> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};

/** "twenty-first" of "twenty-one". */
export function englishOrdinal(word: string): string {
  const [, head = "", last = word] = /^(.*-)?([a-z]+)$/.exec(word) ?? [];
  return head + (irregular[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`));
}
