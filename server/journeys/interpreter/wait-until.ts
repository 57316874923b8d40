// When a wait is over, in the debtor's own zone. Pure.
import type { WaitUntil } from "@/server/journeys/graph/settings";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { WaitReason } from "@/server/journeys/interpreter/history";
import { addDays, addInZone, dayIn, instantAt, weekdayOfDay } from "@/server/time/calendar";

export type WaitEnd = { at: Date; why: WaitReason } | { passed: "over" | "open_now" | "no_date" };

/** The instant until which is waited, or why nothing is. */
export function waitEnd(until: WaitUntil, facts: EnrollmentFacts, now: Date): WaitEnd {
  const { zone } = facts;
  switch (until.by) {
    case "duration":
      return { at: addInZone(zone, now, until.duration), why: until };
    case "date":
      return ahead(instantAt(zone, until.date, until.time), { by: "date" }, now);
    case "weekday":
      return { at: nextWeekday(zone, until.weekdays, until.time, now), why: { by: "weekday" } };
    case "business_hours":
      return nextOpening(zone, until, now);
    case "relative": {
      const base = until.to === "due_date" ? facts.oldestDueOn : (facts.promises?.openDueOn ?? null);
      if (base === null) return { passed: "no_date" };
      const day = addDays(base, until.days);
      const why = { by: "relative", to: until.to, day, days: until.days } as const;
      return ahead(instantAt(zone, day, until.time), why, now);
    }
  }
}

function ahead(at: Date, why: WaitReason, now: Date): WaitEnd {
  return at.getTime() > now.getTime() ? { at, why } : { passed: "over" };
}

/** The next of these days of the week at that time, today only if it is still to come. */
function nextWeekday(zone: string, weekdays: readonly number[], time: string, now: Date): Date {
  const today = dayIn(zone, now);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead);
    if (!weekdays.includes(weekdayOfDay(day))) continue;
    const at = instantAt(zone, day, time);
    if (at.getTime() > now.getTime()) return at;
  }
  return instantAt(zone, addDays(today, 7), time);
}

function nextOpening(zone: string, hours: { from: string; to: string }, now: Date): WaitEnd {
  const today = dayIn(zone, now);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead);
    if (weekdayOfDay(day) > 5) continue;
    const [opens, closes] = [instantAt(zone, day, hours.from), instantAt(zone, day, hours.to)];
    if (now.getTime() >= closes.getTime()) continue;
    if (now.getTime() >= opens.getTime()) return { passed: "open_now" };
    return { at: opens, why: { by: "business_hours" } };
  }
  return { passed: "over" };
}
