// Calendar arithmetic through Temporal, never on milliseconds. Pure. Days are "YYYY-MM-DD", instants are Date.
import { Temporal } from "temporal-polyfill";

/**
 * A batch asks the same few questions hundreds of times (one instant, a few zones and durations), and Temporal answers
 * in tens of microseconds: the last answers are kept.
 */
function remembered<T>(answers: Map<string, T>, key: string, work: () => T): T {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = work();
  if (answers.size >= 1_000) answers.clear();
  answers.set(key, answer);
  return answer;
}

const days = new Map<string, string>();
const distances = new Map<string, number>();
const laterDays = new Map<string, string>();
const sums = new Map<string, number>();

/** The calendar day of an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  const ms = at.getTime();
  return remembered(days, `${ms} ${zone}`, () =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
}

/** The day that many days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return remembered(laterDays, `${day} ${count}`, () => Temporal.PlainDate.from(day).add({ days: count }).toString());
}

/** Whole days from one day to another; positive when `to` is later. */
export function daysBetween(from: string, to: string): number {
  return remembered(
    distances,
    `${from} ${to}`,
    () => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days,
  );
}

/** The instant of a wall-clock time on a day in a zone; a time skipped by a clock change moves forward. */
export function instantAt(zone: string, day: string, time: string): Date {
  const local = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return new Date(local.epochMilliseconds);
}

/** The instant a text names: `YYYY-MM-DDTHH:mm` on the zone's wall clock, or RFC 3339, which needs no zone. */
export function momentOf(zone: string, text: string): Date {
  if (text.length === 16) return instantAt(zone, text.slice(0, 10), text.slice(11));
  return new Date(Temporal.Instant.from(text).epochMilliseconds);
}

/** Adds a calendar-exact duration in a zone: a day is the same wall-clock time tomorrow, across clock changes. */
export function addInZone(
  zone: string,
  at: Date,
  length: { amount: number; unit: "minutes" | "hours" | "days" | "weeks" },
): Date {
  const ms = at.getTime();
  return new Date(
    remembered(sums, `${ms} ${length.amount} ${length.unit} ${zone}`, () => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      return local.add({ [length.unit]: length.amount }).epochMilliseconds;
    }),
  );
}

/** Whether the name is a zone this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** Day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOfDay(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}
