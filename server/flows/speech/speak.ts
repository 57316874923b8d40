// Amounts, numbers and days as they are spoken aloud, in each language: a voice that reads "$1,204.50" or "02/03" reads it
// wrong often enough. Pure.
import type { Language } from "@/server/flows/languages";
import {
  belowHundred,
  currencyWords,
  englishOrdinal,
  months,
  type Scale,
  scales,
  weekdays,
} from "@/server/flows/speech/words";
import { currencyExponent, decimalText, formatMoney, type Money } from "@/server/money";
import { weekdayOfDay } from "@/server/time/calendar";

/** A whole number in words. */
export function speakNumber(value: number, language: Language, counting: "western" | "indian" = "western"): string {
  if (value < 0) return `${language === "hi" ? "ऋण" : "minus"} ${speakNumber(-value, language, counting)}`;
  return inWords(value, language, scales[language][counting]).join(" ");
}

function inWords(value: number, language: Language, parts: readonly Scale[]): string[] {
  if (value < 100) return [belowHundred[language][value] ?? String(value)];
  const [scale, ...smaller] = parts;
  if (!scale) return [String(value)];
  const [word, size] = scale;
  if (value < size) return inWords(value, language, smaller);
  const rest = value % size;
  // Above the largest word the rest is counted in it: "one thousand crore".
  const head = inWords(Math.floor(value / size), language, value / size >= size ? parts : smaller);
  return [...head, word, ...(rest > 0 ? inWords(rest, language, smaller) : [])];
}

/** An amount in words; of a currency whose words we do not know, the figures and its code. */
export function speakMoney({ amountMinor, currency }: Money, language: Language): string {
  const words = currencyWords[currency]?.[language];
  if (!words) return `${decimalText(amountMinor, currencyExponent(currency))} ${currency}`;
  if (amountMinor < 0)
    return `${language === "hi" ? "ऋण" : "minus"} ${speakMoney({ amountMinor: -amountMinor, currency }, language)}`;
  const perMajor = 10 ** currencyExponent(currency);
  const [major, minor] = [Math.floor(amountMinor / perMajor), amountMinor % perMajor];
  const counting = currency === "INR" ? "indian" : "western";
  const count = (value: number, [one, many]: readonly [string, string]) =>
    `${speakNumber(value, language, counting)} ${value === 1 ? one : many}`;
  if (minor === 0) return count(major, words.major);
  if (major === 0) return count(minor, words.minor);
  return `${count(major, words.major)} ${language === "hi" ? "और" : "and"} ${count(minor, words.minor)}`;
}

/** "Monday, March second"; the year where it is not that of `today`. */
export function speakDate(day: string, language: Language, today: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const weekday = weekdays[language][weekdayOfDay(day) - 1];
  const name = months[language][month - 1];
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  if (language === "hi")
    return `${weekday}, ${speakNumber(date, "hi")} ${name}${sameYear ? "" : ` ${speakNumber(year, "hi")}`}`;
  const ordinal = englishOrdinal(speakNumber(date, "en"));
  return `${weekday}, ${name} ${ordinal}${sameYear ? "" : ` ${speakYear(year)}`}`;
}

function speakYear(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (rest < 10) return speakNumber(year, "en");
  return `${speakNumber(century, "en")} ${speakNumber(rest, "en")}`;
}

const locales: Record<Language, string> = { en: "en-US", hi: "hi-IN" };
const dateFormats = new Map<Language, Intl.DateTimeFormat>();

/** An amount as it is written in a message. */
export const writeMoney = (money: Money, language: Language): string => formatMoney(money, locales[language]);

/** A day as it is written in a message: "March 2, 2026". */
export function writeDate(day: string, language: Language): string {
  let format = dateFormats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    dateFormats.set(language, format);
  }
  return format.format(Date.parse(`${day}T00:00:00Z`));
}
