// The day that was meant: calendar days in words or figures, weekdays, and days counted from today, in English and Hindi. A
// day that could be two different ones is none: it is asked for again. Pure.
import { numbersIn } from "@/server/flows/reading/numbers";
import { plain, tokensOf } from "@/server/flows/reading/tokens";
import { englishOrdinal, months, numberParts, weekdays } from "@/server/flows/speech/words";
import { addDays, isDay, weekdayOfDay } from "@/server/time/calendar";

const monthOf = new Map<string, number>([
  ...[months.en, months.hi].flatMap((names) => names.map((name, at): [string, number] => [plain(name), at + 1])),
  ...months.en.map((name, at): [string, number] => [plain(name).slice(0, 3), at + 1]),
  ["sept", 9],
  [plain("सितम्बर"), 9],
  [plain("नवम्बर"), 11],
  [plain("दिसम्बर"), 12],
  [plain("अक्तूबर"), 10],
]);
const weekdayOf = new Map<string, number>([
  ...[weekdays.en, weekdays.hi].flatMap((names) => names.map((name, at): [string, number] => [plain(name), at + 1])),
  ...["mon", "tues", "wed", "thurs", "fri"].map((name, at): [string, number] => [name, at + 1]),
  [plain("बृहस्पतिवार"), 4],
  ..."somwar mangalwar budhwar guruwar shukrawar shaniwar raviwar"
    .split(" ")
    .map((name, at): [string, number] => [name, at + 1]),
]);
const ordinals = new Map<string, number>(
  numberParts.englishUnits.slice(1).map((word, at): [string, number] => [englishOrdinal(word), at + 1]),
);
for (const [word, value] of [
  ["twentieth", 20],
  ["thirtieth", 30],
] as const) {
  ordinals.set(word, value);
}

const nearby: [phrase: string, days: number][] = [
  ["day after tomorrow", 2],
  ["tomorrow", 1],
  ["today", 0],
  ["tonight", 0],
  ["right now", 0],
  ["परसों", 2],
  ["parso", 2],
  ["parson", 2],
  ["कल", 1],
  ["kal", 1],
  ["आज", 0],
  ["aaj", 0],
  ["a week from today", 7],
  ["next week", 7],
  ["in a week", 7],
  ["within a week", 7],
  ["अगले हफ्ते", 7],
  ["अगले सप्ताह", 7],
  ["एक हफ्ते में", 7],
];
const units = new Map<string, number>(
  [
    ...["day", "days", "दिन", "दिनों", "din"].map((word): [string, number] => [word, 1]),
    ...["week", "weeks", "हफ्ते", "हफ़्ते", "सप्ताह", "hafte", "hafta"].map((word): [string, number] => [word, 7]),
  ].map(([word, days]) => [plain(word), days]),
);

/** The one day that the text names, as "YYYY-MM-DD". What has passed this year is meant of the next. */
export function dateIn(text: string, today: string): string | undefined {
  const named = calendarDaysIn(text, today);
  if (named.length > 0) return new Set(named).size === 1 ? named[0] : undefined;
  const tokens = tokensOf(text);
  return (
    inDays(tokens, today) ??
    nearbyDay(tokens, today) ??
    monthsEnd(tokens, today) ??
    weekday(tokens, today) ??
    ofMonth(tokens, today)
  );
}

/** Every day that is named by its date, e.g. to check what was said aloud. */
export function calendarDaysIn(text: string, today: string): string[] {
  const iso = [...plain(text).matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map((match) => match[0]).filter(isDay);
  return [...iso, ...slashed(text, today), ...withMonth(tokensOf(text), today)];
}

/** "3/15" can only be one day, "3/4" two. */
function slashed(text: string, today: string): string[] {
  return [...plain(text).matchAll(/\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b/g)].flatMap(
    ([, one, other, year]) => {
      const [a, b] = [Number(one), Number(other)];
      if ((a <= 12 && b <= 12 && a !== b) || (a > 12 && b > 12)) return [];
      const [month, day] = a > 12 ? [b, a] : [a, b];
      return dayOf(month, day, year && Number(year.length === 2 ? `20${year}` : year), today) ?? [];
    },
  );
}

function withMonth(tokens: readonly string[], today: string): string[] {
  return tokens.flatMap((token, at) => {
    const month = monthOf.get(token);
    // "May" may be a verb: a month needs its day beside it.
    if (month === undefined) return [];
    const before = dayNumberEnding(tokens, at);
    const after = dayNumberAt(tokens, at + 1);
    const day = after?.value ?? before;
    if (day === undefined) return [];
    const yearAt = after ? after.to : at + 1;
    return dayOf(month, day, yearFrom(tokens, yearAt), today) ?? [];
  });
}

/** The number of a day that begins here: "2", "2nd", "second", "twenty-first", "इक्कीस". */
function dayNumberAt(tokens: readonly string[], at: number): { value: number; to: number } | undefined {
  const skip = tokens[at] === "the" ? 1 : 0;
  const token = tokens[at + skip] ?? "";
  const tens = tensOf(token);
  const unit = ordinals.get(tokens[at + skip + 1] ?? "");
  if (tens !== undefined && unit !== undefined && unit < 10) return { value: tens + unit, to: at + skip + 2 };
  const ordinal = ordinals.get(token);
  if (ordinal !== undefined) return { value: ordinal, to: at + skip + 1 };
  const number = numbersIn(tokens.slice(at + skip, at + skip + 2)).find((found) => found.from === 0);
  if (!number || number.value < 1 || number.value > 31 || !Number.isInteger(number.value)) return undefined;
  const suffix = ["st", "nd", "rd", "th"].includes(tokens[at + skip + number.to] ?? "") ? 1 : 0;
  return { value: number.value, to: at + skip + number.to + suffix };
}

/** The number of a day that ends before the month's name: "2nd of March", "the twenty-first of March", "दो मार्च". */
function dayNumberEnding(tokens: readonly string[], month: number): number | undefined {
  const end = tokens[month - 1] === "of" || tokens[month - 1] === plain("तारीख") ? month - 1 : month;
  for (const length of [3, 2, 1]) {
    const day = dayNumberAt(tokens.slice(0, end), end - length);
    if (end - length >= 0 && day?.to === end) return day.value;
  }
  return undefined;
}

function tensOf(token: string): number | undefined {
  return token === "twenty" ? 20 : token === "thirty" ? 30 : undefined;
}

function yearFrom(tokens: readonly string[], at: number): number | undefined {
  const skip = tokens[at] === plain("साल") ? 1 : 0;
  const [first, second] = numbersIn(tokens.slice(at + skip, at + skip + 5));
  if (first?.from !== 0) return undefined;
  if (first.value >= 2000 && first.value < 2100) return first.value;
  const isSplit = first.value === 20 && second?.from === first.to && second.value < 100;
  return isSplit ? 2000 + second.value : undefined;
}

function dayOf(month: number, day: number, year: number | undefined | "", today: string): string | undefined {
  const of = (wanted: number) => `${wanted}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (year) return isDay(of(year)) ? of(year) : undefined;
  const thisYear = of(Number(today.slice(0, 4)));
  if (!isDay(thisYear)) return undefined;
  // A day that has just passed is meant as such: an invoice was due then.
  return thisYear >= addDays(today, -180) ? thisYear : of(Number(today.slice(0, 4)) + 1);
}

/** "In three days", "तीन दिन में", "two weeks". */
function inDays(tokens: readonly string[], today: string): string | undefined {
  const found = numbersIn(tokens).flatMap((number) => {
    const unit = units.get(tokens[number.to] ?? "");
    return unit !== undefined && Number.isInteger(number.value) && number.value <= 400 ? [number.value * unit] : [];
  });
  return found.length === 1 && found[0] !== undefined ? addDays(today, found[0]) : undefined;
}

function nearbyDay(tokens: readonly string[], today: string): string | undefined {
  const text = ` ${tokens.join(" ")} `;
  const found = nearby.find(([phrase]) => text.includes(` ${tokensOf(phrase).join(" ")} `));
  return found && addDays(today, found[1]);
}

function monthsEnd(tokens: readonly string[], today: string): string | undefined {
  const text = tokens.join(" ");
  if (!/\bend of (the |this )?month\b|\bmonth end\b/.test(text) && !text.includes(plain("महीने के अंत"))) return undefined;
  const [year = 0, month = 0] = today.split("-").map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
  return addDays(next, -1);
}

/** The next such day, never today; "next Friday" said on a Monday may be two of them. */
function weekday(tokens: readonly string[], today: string): string | undefined {
  const found = tokens.flatMap((token, at) => {
    const day = weekdayOf.get(token);
    if (day === undefined) return [];
    const isNext = ["next", plain("अगले"), "agle"].includes(tokens[at - 1] ?? "");
    const ahead = (day - weekdayOfDay(today) + 7) % 7 || 7;
    // Said of this week, "next" is the week after it.
    return isNext && day > weekdayOfDay(today) ? [ahead + 7] : [ahead];
  });
  return found.length === 1 && found[0] !== undefined ? addDays(today, found[0]) : undefined;
}

/** "On the fifteenth", "पंद्रह तारीख को": of this month, or of the next once it is past. */
function ofMonth(tokens: readonly string[], today: string): string | undefined {
  const at = tokens.findIndex((token, index) => token === "the" && dayNumberAt(tokens, index) !== undefined);
  const dated = tokens.indexOf(plain("तारीख"));
  const day =
    at >= 0
      ? dayNumberAt(tokens, at)?.value
      : dated > 0
        ? dayNumberEnding([...tokens.slice(0, dated), "x"], dated)
        : undefined;
  if (day === undefined) return undefined;
  const [year = 0, month = 0] = today.split("-").map(Number);
  const of = (y: number, m: number) => `${y}-${String(m).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const here = of(year, month);
  const there = month === 12 ? of(year + 1, 1) : of(year, month + 1);
  return [here, there].find((candidate) => isDay(candidate) && candidate >= today);
}
