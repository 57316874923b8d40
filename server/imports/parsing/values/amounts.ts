// Amounts in any locale's separators, with currency symbols, parentheses and trailing minus. Pure.

import { asciiDigits } from "@/server/imports/parsing/values/digits";
import { remembering } from "@/server/imports/parsing/values/remembering";
import { isCurrency } from "@/server/money";

/** Which mark separates the decimals. */
export type DecimalMark = "." | ",";

/** What a text says about the decimal mark: it decides it, leaves it open (1,234), or says nothing (1234). */
export type MarkEvidence = DecimalMark | "open" | "none";

/** `symbol` is a mark several currencies share, like $. */
export type ParsedAmount = { negative: boolean; whole: string; fraction: string; currency?: string; symbol?: string };

const symbols: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₨": "INR",
  "₽": "RUB",
  "₺": "TRY",
  "₩": "KRW",
  "₪": "ILS",
  "₫": "VND",
  "₦": "NGN",
  "฿": "THB",
  "₴": "UAH",
  zł: "PLN",
  zl: "PLN",
  r$: "BRL",
  us$: "USD",
  c$: "CAD",
  ca$: "CAD",
  a$: "AUD",
  au$: "AUD",
  mx$: "MXN",
  s$: "SGD",
  hk$: "HKD",
  nz$: "NZD",
  rs: "INR",
  रु: "INR",
  "रु॰": "INR",
  eur: "EUR",
  euro: "EUR",
};

/** Currencies a shared symbol may mean; the import's currency must be one of them. */
export const sharedSymbols: Record<string, readonly string[]> = {
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD", "JMD", "TTD", "BBD", "BSD"],
  "¥": ["JPY", "CNY"],
  "￥": ["JPY", "CNY"],
  kr: ["SEK", "NOK", "DKK", "ISK"],
  fr: ["CHF"],
  "fr.": ["CHF"],
};

const groupMarks = /[\s\u00a0\u2007\u2009\u202f'’`٬]/g;

type Stripped = { negative: boolean; digits: string; currency?: string; symbol?: string };

const plainForm = /^(\$|€|£|₹)?(\d[\d.,]*\d|\d)$/;
const wordFirst = /^([A-Za-z]+)[ -]?\d/;

function strip(text: string): Stripped | undefined {
  const plain = plainForm.exec(text);
  if (plain) return { negative: false, digits: plain[2] ?? "", ...(plain[1] ? readMark(plain[1]) : {}) };
  const word = wordFirst.exec(text)?.[1];
  if (word && !readMark(word)) return undefined;
  let rest = asciiDigits(text)
    .trim()
    .replace(/[−‐‑–]/g, "-")
    .replace(/٫/g, ".");
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  const first = rest.search(/\d/);
  if (first < 0) return undefined;
  let last = rest.length - 1;
  while (last > first && !/\d/.test(rest.charAt(last))) last -= 1;
  let prefix = rest.slice(0, first);
  let suffix = rest.slice(last + 1);
  // ".50" and "5." keep their mark with the digits.
  let digits = rest.slice(first, last + 1).replace(groupMarks, "");
  const leadingMark = /[.,]$/.exec(prefix);
  if (leadingMark && !/[a-z]\.$/i.test(prefix)) {
    digits = `0${leadingMark[0]}${digits}`;
    prefix = prefix.slice(0, -1);
  }
  suffix = suffix.replace(/^[.,](?=$|\s|-|[\p{Sc}])/u, "").replace(/^-?\/-/, "");
  for (const side of [prefix, suffix]) if (side.includes("-")) negative = !negative;
  if (/\bcr\.?$/i.test(suffix.trim())) {
    negative = true;
    suffix = suffix.replace(/cr\.?$/i, "");
  }
  suffix = suffix.replace(/\bdr\.?$/i, "");
  const marks = [prefix, suffix].map((side) => side.replace(/[-+\s\u00a0\u202f()]/g, "")).filter((side) => side !== "");
  if (marks.length > 1 && marks[0] !== marks[1]) {
    const both = marks.map(readMark);
    const code = both.find((mark) => mark?.currency)?.currency;
    if (!code || both.some((mark) => !mark)) return undefined;
    return { negative, digits, currency: code };
  }
  if (marks.length === 0) return { negative, digits };
  const mark = readMark(marks[0] ?? "");
  return mark ? { negative, digits, ...mark } : undefined;
}

const readMark = remembering((mark: string): { currency?: string; symbol?: string } | undefined => {
  const lower = mark.toLowerCase();
  const known = symbols[lower] ?? symbols[lower.replace(/\.$/, "")];
  if (known) return { currency: known };
  if (sharedSymbols[lower]) return { symbol: lower };
  const code = mark.toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && isCurrency(code)) return { currency: code };
  const joined = /^([A-Z]{3})(\D{1,2})$/.exec(code);
  if (joined?.[1] && isCurrency(joined[1])) return { currency: joined[1] };
  return undefined;
});

/**
 * Whether it is plainly no amount: something else stands between the digits than an amount may have there, as in dates
 * and in numbers of papers, or more letters stand beside them than marks of currencies have.
 */
function isOtherText(text: string): boolean {
  let broken = false;
  let gap = false;
  let digits = false;
  let before = 0;
  let after = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return false;
    if (code >= 48 && code <= 57) {
      if (gap) broken = true;
      digits = true;
      after = 0;
      continue;
    }
    if (digits && !BETWEEN_DIGITS.has(code)) gap = true;
    if ((code | 32) < 97 || (code | 32) > 122) continue;
    if (digits) after += 1;
    else before += 1;
  }
  return broken || before > MARK_LETTERS || after > MARK_LETTERS + 2;
}

/** A code, or a code and its symbol; behind the digits "CR" or "DR" may follow. */
const MARK_LETTERS = 5;
const BETWEEN_DIGITS = new Set([..." \t\n\r\v\f.,'`"].map((mark) => mark.charCodeAt(0)));

/** What one text says about the decimal mark of its column. */
export function markEvidence(text: string): MarkEvidence | undefined {
  if (isOtherText(text)) return undefined;
  const stripped = strip(text);
  if (!stripped || !/^\d[\d.,]*$/.test(stripped.digits)) return undefined;
  const { digits } = stripped;
  const dots = count(digits, ".");
  const commas = count(digits, ",");
  if (dots === 0 && commas === 0) return "none";
  if (dots > 0 && commas > 0) return digits.lastIndexOf(".") > digits.lastIndexOf(",") ? "." : ",";
  const mark = dots > 0 ? "." : ",";
  const other = mark === "." ? "," : ".";
  if (dots + commas > 1) return other;
  const [before = "", after = ""] = digits.split(mark);
  if (after.length !== 3) return mark;
  // 0,123 and 1234,567 cannot be groups of three.
  return before === "0" || before.length > 3 ? mark : "open";
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
}

/** Reads an amount written with this decimal mark, or undefined when it is none. */
export function parseAmount(text: string, mark: DecimalMark): ParsedAmount | undefined {
  const stripped = strip(text);
  if (!stripped) return undefined;
  const group = mark === "." ? "," : ".";
  const { digits, ...rest } = stripped;
  const at = digits.lastIndexOf(mark);
  const whole = at < 0 ? digits : digits.slice(0, at);
  const fraction = at < 0 ? "" : digits.slice(at + 1);
  if (!/^\d*$/.test(fraction) || !isGrouped(whole, group)) return undefined;
  return { ...rest, whole: whole.replaceAll(group, "").replace(/^0+(?=\d)/, ""), fraction };
}

/** Groups of three, or the Indian two and three: 1,234,567 and 12,34,567. */
function isGrouped(whole: string, group: DecimalMark): boolean {
  if (!whole.includes(group)) return /^\d+$/.test(whole);
  const parts = whole.split(group);
  const [first = "", ...others] = parts;
  const last = others.at(-1) ?? "";
  if (!/^\d{1,3}$/.test(first) || !/^\d{3}$/.test(last)) return false;
  const middle = others.slice(0, -1);
  return (
    middle.every((part) => /^\d{3}$/.test(part)) || (first.length <= 2 && middle.every((part) => /^\d{2}$/.test(part)))
  );
}

/** Minor units of a parsed amount, or undefined when it has more decimals than the currency. It may be too large to be exact. */
export function toMinorUnits(amount: ParsedAmount, exponent: number): number | undefined {
  const kept = amount.fraction.slice(0, exponent).padEnd(exponent, "0");
  if (/[1-9]/.test(amount.fraction.slice(exponent))) return undefined;
  const minor = Number(`${amount.whole}${kept}`);
  return amount.negative && minor !== 0 ? -minor : minor;
}

/** A typed number of a spreadsheet: binary fractions like 51.599999999999994 mean 51.60. */
export function numberToAmount(value: number, exponent: number): number | undefined {
  const scaled = value * 10 ** exponent;
  const minor = Math.round(scaled);
  if (Math.abs(scaled - minor) > Math.max(1e-6, Math.abs(scaled) * 1e-12)) return undefined;
  return minor === 0 ? 0 : minor;
}
