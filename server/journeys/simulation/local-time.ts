// Wall-clock time in a zone. Pure.
import { clockOf } from "@/server/policy/wall-clock";

/** Days since 1970-01-01 of the local calendar day, and minutes since local midnight. */
export function localTime(zone: string, at: number): { day: number; minutes: number } {
  const clock = clockOf(zone);
  return { day: clock.dayAt(at), minutes: clock.minutesAt(at) };
}
