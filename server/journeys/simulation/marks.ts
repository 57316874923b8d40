// Days of a simulation that are unlike others: clocks change where debtors are, or a holiday held something back. Pure.

import { localTime } from "@/server/journeys/simulation/local-time";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";
import { clockOf, isoDay } from "@/server/policy/wall-clock";

export type DayMark = { day: string; kind: "clock_change" | "holiday"; zones: string[] };

export function marksOf(result: SimulationResult): DayMark[] {
  const [first, last] = [result.days[0], result.days.at(-1)];
  if (!first || !last) return [];
  const marks = new Map<string, { kind: DayMark["kind"]; day: string; zones: Set<string> }>();
  const mark = (kind: DayMark["kind"], day: string, zone: string) => {
    const known = marks.get(`${kind} ${day}`);
    if (known) known.zones.add(zone);
    else marks.set(`${kind} ${day}`, { kind, day, zones: new Set([zone]) });
  };
  for (const zone of new Set([result.zone, ...result.touches.map((touch) => touch.zone)])) {
    for (let at = clockOf(zone).nextChangeAfter(first.endsAt - 86_400_000); at !== undefined && at < last.endsAt; ) {
      mark("clock_change", isoDay(localTime(zone, at).day), zone);
      at = clockOf(zone).nextChangeAfter(at);
    }
  }
  for (const touch of result.touches) {
    for (const { at, decision } of touch.looks) {
      if (decision.reasons.some((reason) => reason.code === "PUBLIC_HOLIDAY")) {
        mark("holiday", isoDay(localTime(touch.zone, at.getTime()).day), touch.zone);
      }
    }
  }
  return [...marks.values()]
    .map(({ kind, day, zones }) => ({ kind, day, zones: [...zones].sort() }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
