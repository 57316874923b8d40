// National public holidays of the countries whose rules name them, substitute days included, state days not.
import { isoDay, weekdayOf } from "@/server/policy/wall-clock";

const dayNumber = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000;
const years = new Map<string, ReadonlySet<number>>();

/** Whether the local day (days since 1970) is a national public holiday. */
export function isNationalHoliday(country: "AU" | "CA", day: number): boolean {
  const year = Number(isoDay(day).slice(0, 4));
  const key = `${country}${year}`;
  let days = years.get(key);
  if (!days) {
    days = new Set(country === "AU" ? australian(year) : canadian(year));
    years.set(key, days);
  }
  return days.has(day);
}

function australian(year: number): number[] {
  const easter = easterSunday(year);
  const christmas = dayNumber(year, 12, 25);
  return [
    ...withMonday(dayNumber(year, 1, 1)),
    // Australia Day on a weekend is observed on the Monday.
    ...withMonday(dayNumber(year, 1, 26)),
    easter - 2,
    easter + 1,
    dayNumber(year, 4, 25),
    ...christmasDays(christmas),
  ];
}

function canadian(year: number): number[] {
  const easter = easterSunday(year);
  const september = dayNumber(year, 9, 1);
  return [
    ...withMonday(dayNumber(year, 1, 1)),
    easter - 2,
    ...withMonday(dayNumber(year, 7, 1)),
    // Labour Day: the first Monday in September.
    september + ((8 - weekdayOf(september)) % 7),
    ...withMonday(dayNumber(year, 12, 25)),
  ];
}

/** The day, and the Monday after it when it falls on a weekend. */
function withMonday(day: number): number[] {
  const weekday = weekdayOf(day);
  if (weekday === 6) return [day, day + 2];
  if (weekday === 0) return [day, day + 1];
  return [day];
}

/** Christmas and Boxing Day with their substitutes: two working days whenever one of them is on a weekend. */
function christmasDays(christmas: number): number[] {
  const weekday = weekdayOf(christmas);
  const both = [christmas, christmas + 1];
  if (weekday === 5) return [...both, christmas + 3];
  if (weekday === 6) return [...both, christmas + 2, christmas + 3];
  if (weekday === 0) return [...both, christmas + 2];
  return both;
}

/** Meeus/Jones/Butcher. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayNumber(year, month, day);
}
