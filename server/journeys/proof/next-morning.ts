import { addDays, dayIn, instantAt, weekdayOfDay } from "@/server/time/calendar";

/** Ten in the morning of the next Tuesday there: inside everybody's hours, so that the walk starts at once. */
export function nextMorning(zone: string, now: Date): Date {
  const tuesday = 2;
  let day = addDays(dayIn(zone, now), 1);
  while (weekdayOfDay(day) !== tuesday) day = addDays(day, 1);
  return instantAt(zone, day, "10:00");
}
