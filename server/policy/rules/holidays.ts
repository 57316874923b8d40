// National public holidays of the countries whose rules name them, substitute days included, state days not.
import Holidays from "date-holidays";
import { dayMs, dayNumber, weekdayOf } from "@/server/policy/wall-clock";

const calendars = new Map<string, Holidays>();
const years = { AU: new Map<number, ReadonlySet<number>>(), CA: new Map<number, ReadonlySet<number>>() };
/** Holidays that Canada keeps on the Monday after when they fall on a weekend; the library knows none there. */
const movedInCanada = /^(New Year's Day|Canada Day|Christmas Day)$/;

/** Whether the local day (days since 1970) is a national public holiday. */
export function isNationalHoliday(country: "AU" | "CA", day: number): boolean {
  const year = new Date(day * dayMs).getUTCFullYear();
  let days = years[country].get(year);
  if (!days) {
    days = holidaysOf(country, year);
    if (years[country].size > 500) years[country].clear();
    years[country].set(year, days);
  }
  return days.has(day);
}

function holidaysOf(country: "AU" | "CA", year: number): ReadonlySet<number> {
  let calendar = calendars.get(country);
  if (!calendar) {
    calendar = new Holidays(country);
    calendars.set(country, calendar);
  }
  const days = new Set<number>();
  for (const { date, type, name } of calendar.getHolidays(year, "en")) {
    if (type !== "public") continue;
    const day = dayNumber(date.slice(0, 10));
    days.add(day);
    const weekday = weekdayOf(day);
    if (country === "CA" && movedInCanada.test(name)) {
      if (weekday === 6) days.add(day + 2);
      if (weekday === 0) days.add(day + 1);
    }
  }
  return days;
}

const named = new Map<string, Map<number, ReadonlyMap<number, string>>>();

/** The name of the national public holiday on a local day, in the language where the library has it; null: none, or none known. */
export function holidayName(country: string, day: number, language: string): string | null {
  const year = new Date(day * dayMs).getUTCFullYear();
  const key = `${country} ${language}`;
  let calendar = named.get(key);
  if (!calendar) {
    if (named.size > 200) named.clear();
    calendar = new Map();
    named.set(key, calendar);
  }
  let days = calendar.get(year);
  if (!days) {
    const all = new Holidays(country, { languages: [language, "en"] }).getHolidays(year) ?? [];
    const names = all.flatMap(({ date, type, name }) =>
      type === "public" ? [[dayNumber(date.slice(0, 10)), name] as const] : [],
    );
    days = new Map(names);
    calendar.set(year, days);
  }
  return days.get(day) ?? null;
}
