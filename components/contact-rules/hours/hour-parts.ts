// A day's runs cut into the hours that a grid shows. Pure.
import type { CalendarDay, ChannelCalendar, HourState, Run } from "@/server/policy/calendar/allowed-hours";

export type HourPart = { from: number; to: number; state: HourState };

/** The parts of one hour of a day, in order. */
export function partsOfHour(day: CalendarDay, hour: number, states: ChannelCalendar["states"]): HourPart[] {
  const start = hour * 60;
  return day.runs.flatMap(({ from, to, state }: Run) => {
    const found = states[state];
    if (!found || to <= start || from >= start + 60) return [];
    return [{ from: Math.max(from, start), to: Math.min(to, start + 60), state: found }];
  });
}

export type Move = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End" | "PageUp" | "PageDown";

/** Where a key leads from a cell; undefined: it is no key of the grid. */
export function moved({ day, hour }: { day: number; hour: number }, key: string, days: number) {
  const within = (value: number, max: number) => Math.max(0, Math.min(max, value));
  const to: Partial<Record<string, { day: number; hour: number }>> = {
    ArrowUp: { day, hour: within(hour - 1, 23) },
    ArrowDown: { day, hour: within(hour + 1, 23) },
    ArrowLeft: { day: within(day - 1, days - 1), hour },
    ArrowRight: { day: within(day + 1, days - 1), hour },
    Home: { day: 0, hour },
    End: { day: days - 1, hour },
    PageUp: { day, hour: 0 },
    PageDown: { day, hour: 23 },
  } satisfies Record<Move, { day: number; hour: number }>;
  return to[key];
}
