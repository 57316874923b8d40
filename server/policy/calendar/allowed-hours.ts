// The next days of a debtor on one channel, quarter hour by quarter hour on their own wall clock. Pure.
import { stretchesOf } from "@/server/policy/calendar/stretches";
import type { PolicyInput } from "@/server/policy/contract";
import { holidayName } from "@/server/policy/rules/holidays";
import { currentPack, type RulePack } from "@/server/policy/rules/pack";
import { clockOf, dayMs, isoDay, type ZoneClock } from "@/server/policy/wall-clock";

const minuteMs = 60_000;
const quarterMinutes = 15;
const quartersADay = 96;

/** What is true of a part of a day; `past` is over, `skipped` is an hour that the clocks leave out. */
export type HourState =
  | { kind: "allow" | "defer" | "deny"; code: string | null; codes: readonly string[] }
  | { kind: "past" | "skipped" };

/** A run of quarter hours of one state: wall-clock minutes of the day, the end not included. */
export type Run = { from: number; to: number; state: number };

export type CalendarDay = {
  /** YYYY-MM-DD, of the debtor. */
  day: string;
  runs: Run[];
  /** The public holiday at the debtor's, whether a rule asks for rest on it or not. */
  holiday: string | null;
  /** At which wall-clock minute the clocks are changed, and by how many minutes they are put forward. */
  clockChange: { at: number; byMinutes: number } | null;
};

export type ChannelCalendar = {
  /** Whose clock the days and hours are read on. */
  zone: string;
  /** It must be a good hour in every one of them; none: nobody knows where the debtor is. */
  candidateZones: string[];
  states: HourState[];
  days: CalendarDay[];
};

/**
 * A quarter hour that is not all of one kind is of the strictest it has, so that what is shown as allowed is allowed to
 * its last second. `fallbackZone`: whose clock to read where nobody knows the debtor's.
 */
export function allowedHours(
  input: PolicyInput,
  {
    days,
    candidateZones,
    fallbackZone,
    language,
  }: { days: number; candidateZones: readonly string[]; fallbackZone: string; language: string },
  pack: RulePack = currentPack,
): ChannelCalendar {
  const zone = candidateZones[0] ?? fallbackZone;
  const clock = clockOf(zone);
  const now = input.at.getTime();
  const today = clock.dayAt(now);
  const states = new States();
  const until = clock.startOfDay(today + days);
  const stretches = stretchesOf(input, { from: now, until }, pack).map(({ verdict, code, codes, ...span }) => ({
    ...span,
    state: states.of({ kind: verdict, code, codes }),
  }));
  const country = input.debtor.address?.country ?? null;
  return {
    zone,
    candidateZones: [...candidateZones],
    days: Array.from({ length: days }, (_, ahead) => {
      const day = today + ahead;
      return {
        day: isoDay(day),
        runs: runsOf(quartersOf(clock, day, now, stretches, states)),
        holiday: country ? holidayName(country, day, language) : null,
        clockChange: clockChangeOn(clock, day),
      };
    }),
    states: states.all,
  };
}

/** The states by their content, each kept once. */
class States {
  readonly all: HourState[] = [];
  private readonly known = new Map<string, number>();

  of(state: HourState): number {
    const key = "code" in state ? `${state.kind} ${state.codes.join()}` : state.kind;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.all.push(state) - 1;
      this.known.set(key, index);
    }
    return index;
  }
}

const severity = { skipped: 0, past: 1, allow: 2, defer: 3, deny: 4 } as const;

type Stretch = { from: number; until: number; state: number };

/** The state of each quarter hour of a day's wall clock; an hour that comes twice is as strict as both. */
function quartersOf(clock: ZoneClock, day: number, now: number, stretches: readonly Stretch[], states: States) {
  const skipped = states.of({ kind: "skipped" });
  const past = states.of({ kind: "past" });
  const quarters = Array.from({ length: quartersADay }, () => skipped);
  const end = clock.startOfDay(day + 1);
  let next = stretches.findIndex((stretch) => stretch.until > clock.startOfDay(day));
  for (let at = clock.startOfDay(day); at < end; at += quarterMinutes * minuteMs) {
    const until = at + quarterMinutes * minuteMs;
    while (next >= 0 && next < stretches.length - 1 && (stretches[next]?.until ?? until) <= at) next += 1;
    let state = past;
    for (let each = Math.max(next, 0); until > now && each < stretches.length; each += 1) {
      const stretch = stretches[each];
      if (!stretch || stretch.from >= until) break;
      state = stricter(states, state, stretch.state);
    }
    const quarter = Math.floor(clock.minutesAt(at) / quarterMinutes);
    quarters[quarter] = stricter(states, quarters[quarter] ?? skipped, state);
  }
  return quarters;
}

function stricter(states: States, one: number, other: number): number {
  const weight = (index: number) => severity[states.all[index]?.kind ?? "skipped"];
  return weight(other) > weight(one) ? other : one;
}

function runsOf(quarters: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const [index, state] of quarters.entries()) {
    const last = runs.at(-1);
    const to = (index + 1) * quarterMinutes;
    if (last?.state === state) last.to = to;
    else runs.push({ from: index * quarterMinutes, to, state });
  }
  return runs;
}

function clockChangeOn(clock: ZoneClock, day: number): CalendarDay["clockChange"] {
  const start = clock.startOfDay(day);
  const change = clock.nextChangeAfter(start - 1);
  if (change === undefined || change >= clock.startOfDay(day + 1)) return null;
  const before = clock.offsetAt(change - 1);
  const local = change + before - day * dayMs;
  return { at: Math.round(local / minuteMs), byMinutes: (clock.offsetAt(change) - before) / minuteMs };
}
