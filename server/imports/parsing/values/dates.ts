// Calendar days in any usual form. Day and month of 3/4/2026 are decided over the whole column. Pure.

import type { Cell } from "@/server/imports/parsing/cell";
import { asciiDigits } from "@/server/imports/parsing/values/digits";
import { monthOf } from "@/server/imports/parsing/values/month-names";
import { remembering } from "@/server/imports/parsing/values/remembering";

export type DateOrder = "DMY" | "MDY";

/** What a text says about the order: it decides it, leaves it open (3/4/2026), or needs none (2026-04-03, 4/4/2026). */
export type OrderEvidence = DateOrder | "open" | "none";

type Numeric = { first: number; second: number; year: number };

const numericForm = /^(\d{1,2})([./\- ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/;
const yearFirst = /^(\d{4})([./\- ]?)(\d{1,2})\2(\d{1,2})$/;
const dayName =
  /^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s\-/.,]*(?:de\s+)?([^\d\s\-/.,]+)\.?[\s\-/,.]*(?:de\s+|del\s+)?(\d{4}|\d{2})$/iu;
const nameDay = /^([^\d\s\-/.,]+)\.?[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,\-/]+(\d{4}|\d{2})$/iu;
const clockTime = /[T\s]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;
const weekday = /^\p{L}{2,10}\.?,\s+/u;

function clean(text: string): string {
  let plain = asciiDigits(text).trim();
  if (plain.includes(",")) plain = plain.replace(weekday, "");
  return plain.includes(":") ? plain.replace(clockTime, "").trim() : plain;
}

/** What one text says about its column's order; undefined when it is no date. */
export function orderEvidence(text: string): OrderEvidence | undefined {
  const plain = clean(text);
  const numeric = readNumeric(plain);
  if (!numeric) return parseOther(plain) === undefined ? undefined : "none";
  const { first, second, year } = numeric;
  const asDmy = isDay(year, second, first);
  const asMdy = isDay(year, first, second);
  if (asDmy && asMdy) return first === second ? "none" : "open";
  if (asDmy) return "DMY";
  return asMdy ? "MDY" : undefined;
}

/** "YYYY-MM-DD", or undefined when the text is no date in this order. */
export function parseDay(cell: Cell, order: DateOrder): string | undefined {
  if (typeof cell === "number") return serialDay(cell);
  if (typeof cell !== "string") return cell.day;
  return readDay[order](cell);
}

const readDay: Record<DateOrder, (text: string) => string | undefined> = {
  DMY: remembering((text) => dayOf(text, "DMY")),
  MDY: remembering((text) => dayOf(text, "MDY")),
};

function dayOf(text: string, order: DateOrder): string | undefined {
  const plain = clean(text);
  const numeric = readNumeric(plain);
  if (!numeric) return parseOther(plain);
  const { first, second, year } = numeric;
  return order === "DMY" ? dayText(year, second, first) : dayText(year, first, second);
}

function readNumeric(plain: string): Numeric | undefined {
  const match = numericForm.exec(plain);
  if (!match) return undefined;
  return { first: Number(match[1]), second: Number(match[3]), year: fullYear(match[4] ?? "") };
}

function parseOther(plain: string): string | undefined {
  const iso = yearFirst.exec(plain);
  if (iso && !(iso[2] === "" && plain.length !== 8)) return dayText(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  if (/^\d{5}$/.test(plain)) return serialDay(Number(plain));
  const named = dayName.exec(plain);
  if (named) return namedDay(named[3], named[2], named[1]);
  const american = nameDay.exec(plain);
  return american ? namedDay(american[3], american[1], american[2]) : undefined;
}

function namedDay(year = "", name = "", day = ""): string | undefined {
  const month = monthOf(name);
  return month === undefined ? undefined : dayText(fullYear(year), month, Number(day));
}

/** Two digits are of 1970–2069. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** A spreadsheet's serial number: days since 30 December 1899. Only 1954–2119, so that a plain number is no date. */
function serialDay(serial: number): string | undefined {
  const days = Math.floor(serial);
  if (days < 20_000 || days > 80_000) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2200) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (monthLengths[month - 1] ?? 0) + (leap ? 1 : 0);
}

function dayText(year: number, month: number, day: number): string | undefined {
  if (!isDay(year, month, day)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
