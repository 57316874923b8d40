// Calendar arithmetic through Temporal, never on milliseconds. Pure. Days are "YYYY-MM-DD", instants are Date.
import { Temporal } from "temporal-polyfill";

/** The calendar day of an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The day that many days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Whole days from one day to another; positive when `to` is later. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;
}

/** The instant of a wall-clock time on a day in a zone; a time skipped by a clock change moves forward. */
export function instantAt(zone: string, day: string, time: string): Date {
  const local = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return new Date(local.epochMilliseconds);
}

/** Adds a calendar-exact duration in a zone: a day is the same wall-clock time tomorrow, across clock changes. */
export function addInZone(
  zone: string,
  at: Date,
  length: { amount: number; unit: "minutes" | "hours" | "days" | "weeks" },
): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return new Date(local.add({ [length.unit]: length.amount }).epochMilliseconds);
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

/** Day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOfDay(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}
