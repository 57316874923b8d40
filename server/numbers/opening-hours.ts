// When a number answers: by weekday, on the workspace's own clock. Pure.
import type { OpeningHours } from "@/server/numbers/contract";
import { clockOf, weekdayOf } from "@/server/policy/wall-clock";

const fromSunday = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** null: always. */
export function isOpen(hours: OpeningHours | null, zone: string, at: Date): boolean {
  if (!hours) return true;
  const clock = clockOf(zone);
  const day = fromSunday[weekdayOf(clock.dayAt(at.getTime()))];
  const today = day && hours[day];
  if (!today) return false;
  const minutes = clock.minutesAt(at.getTime());
  return minutes >= minutesOf(today.from) && minutes < minutesOf(today.to);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
