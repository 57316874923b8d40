// May it ring now? Every window in every candidate zone; and if not, when. Pure.
import type { PolicyInput, Reason } from "@/server/policy/contract";
import type { Finding } from "@/server/policy/evaluate/finding";
import { isNationalHoliday } from "@/server/policy/rules/holidays";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";
import { minutesOf, type Week } from "@/server/policy/rules/rule";
import type { DatedRule } from "@/server/policy/scope";
import type { Subject } from "@/server/policy/subject";
import { dayMs, weekdayOf, type ZoneClock } from "@/server/policy/wall-clock";

const minuteMs = 60_000;
/** How far an opening is looked for. */
export const searchDays = 30;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const wholeDay = [[0, 1440]] as const;
const closed = [] as const;

/** The hours of one rule, with the days on which it is in force; before `freeUntil` it does not bind. */
export type Hours = {
  code: ReasonCode;
  week: Week;
  holidays?: "AU" | "CA";
  fromDay: number;
  toDay: number;
  freeUntil?: number;
};

/** The hours a rule asks for in this case, or null: nobody asked for any. */
export function hoursOf({ rule, fromDay, toDay }: DatedRule, subject: Subject): Hours | null {
  const { input } = subject;
  const code = rule.code as ReasonCode;
  switch (rule.kind) {
    case "window":
      return { code, ...rule.params, fromDay, toDay };
    case "preference": {
      const wished = own(code, input.debtor.preferences, fromDay, toDay);
      return wished && rule.params.mayReplyOnce ? { ...wished, freeUntil: replyUntil(subject, wished) } : wished;
    }
    case "house_hours":
      return own(code, input.housePolicy, fromDay, toDay);
    default:
      return null;
  }
}

type Wish = Pick<NonNullable<PolicyInput["housePolicy"]>, "notBefore" | "notAfter" | "days">;

const weeks = new Map<string, Week>();

function own(code: ReasonCode, wish: Wish | undefined, fromDay: number, toDay: number): Hours | null {
  if (!wish || (wish.notBefore === undefined && wish.notAfter === undefined && wish.days === undefined)) return null;
  const key = `${wish.notBefore}|${wish.notAfter}|${wish.days?.join()}`;
  let week = weeks.get(key);
  if (!week) {
    week = weekOf(wish);
    if (weeks.size > 5_000) weeks.clear();
    weeks.set(key, week);
  }
  return { code, week, fromDay, toDay };
}

/** Hours that end before they begin go on past midnight, as a night shift asks for. */
function weekOf({ notBefore, notAfter, days }: Wish): Week {
  const from = minutesOf(notBefore ?? "00:00");
  const to = minutesOf(notAfter ?? "24:00");
  const open = from <= to ? [[from, to] as const] : [[0, to] as const, [from, 1440] as const];
  return weekdays.map((day) => (!days || days.includes(day) ? open : closed));
}

/** What the rule finds now: its own code where it is closed everywhere, another where only somewhere. */
export function closedNow(subject: Subject, hours: Hours): readonly Finding[] {
  const { clocks, at } = subject;
  const findings: Finding[] = [];
  const shut = clocks.filter((clock) => !isOpen(hours.week, clock, at));
  if (shut.length > 0) findings.push(finding(subject, hours, shut, hours.code));
  if (hours.holidays) {
    const { holidays } = hours;
    const resting = clocks.filter((clock) => isNationalHoliday(holidays, clock.dayAt(at)));
    if (resting.length > 0) findings.push(finding(subject, hours, resting, "PUBLIC_HOLIDAY"));
  }
  return findings;
}

function isOpen(week: Week, clock: ZoneClock, at: number): boolean {
  const minutes = clock.minutesAt(at);
  for (const [from, to] of week[weekdayOf(clock.dayAt(at))] ?? closed) {
    if (minutes >= from && minutes < to) return true;
  }
  return false;
}

function finding(subject: Subject, hours: Hours, shut: readonly ZoneClock[], code: ReasonCode): Finding {
  const { clocks, at } = subject;
  const clock = shut[0] as ZoneClock;
  const facts: Reason["facts"] = { zone: clock.zone, local: timeText(Math.floor(clock.minutesAt(at))) };
  const window = code === "PUBLIC_HOLIDAY" ? undefined : hours.week[weekdayOf(clock.dayAt(at))]?.at(-1);
  if (window) Object.assign(facts, { from: timeText(window[0]), to: timeText(window[1]) });
  return { code: shut.length < clocks.length ? doubtCode(subject) : code, effect: "defer", facts };
}

/** Number and address disagree where they share no time of day; else one of them spans zones. */
function doubtCode({ candidates, at, clocks }: Subject): ReasonCode {
  const { fromNumber, fromAddress } = candidates;
  if (fromNumber.length === 0 || fromAddress.length === 0) return "TZ_AMBIGUOUS";
  const offsets = (zones: readonly string[]) =>
    clocks.filter((clock) => zones.includes(clock.zone)).map((clock) => clock.offsetAt(at));
  const atNumber = new Set(offsets(fromNumber));
  return offsets(fromAddress).some((offset) => atNumber.has(offset)) ? "TZ_AMBIGUOUS" : "TZ_CONFLICT";
}

const timeText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The earliest instant from `from` on at which every rule is open in every zone; null if there is none soon. */
export function firstOpening(subject: Subject, hours: readonly Hours[], from: number): number | null {
  const limit = subject.at + searchDays * dayMs;
  let candidate = from;
  for (;;) {
    let latest = candidate;
    for (const each of hours) {
      const [start, end] = inForce(each, subject);
      for (const clock of subject.clocks) {
        if (latest < start || latest >= end || latest < (each.freeUntil ?? latest)) continue;
        const opening = openingIn(each, clock, latest, Math.min(limit, end));
        if (opening !== null) latest = opening;
        else if (end <= limit) latest = end;
        else return null;
      }
    }
    if (latest === candidate) return candidate <= limit ? candidate : null;
    candidate = latest;
  }
}

/** From and until when the rule binds, in instants: at midnight where it comes first. */
function inForce({ fromDay, toDay }: Hours, { clocks, today }: Subject): [number, number] {
  return [
    fromDay <= today ? Number.NEGATIVE_INFINITY : firstMidnight(clocks, fromDay),
    toDay === Number.POSITIVE_INFINITY ? toDay : firstMidnight(clocks, toDay),
  ];
}

function firstMidnight(clocks: readonly ZoneClock[], day: number): number {
  return Math.min(...clocks.map((clock) => clock.startOfDay(day)));
}

/** First open instant of one rule in one zone from `from` on: stretch by stretch of constant offset, day by day. */
function openingIn(
  hours: Pick<Hours, "week" | "holidays">,
  clock: ZoneClock,
  from: number,
  limit: number,
): number | null {
  let at = from;
  while (at <= limit) {
    const offset = clock.offsetAt(at);
    const stretchEnd = clock.nextChangeAfter(at) ?? Number.POSITIVE_INFINITY;
    const end = Math.min(stretchEnd, limit + 1);
    for (let day = Math.floor((at + offset) / dayMs); day * dayMs - offset < end; day += 1) {
      for (const [opensAt, closesAt] of windowsOn(hours, day)) {
        const opens = Math.max(at, day * dayMs + opensAt * minuteMs - offset);
        const closes = Math.min(stretchEnd, day * dayMs + closesAt * minuteMs - offset);
        if (opens < closes) return opens <= limit ? opens : null;
      }
    }
    at = stretchEnd;
  }
  return null;
}

function windowsOn({ week, holidays }: Pick<Hours, "week" | "holidays">, day: number) {
  if (holidays && isNationalHoliday(holidays, day)) return closed;
  return week[weekdayOf(day)] ?? wholeDay;
}

/**
 * Who wrote to us at a time they had called inconvenient gets one answer at that time, on the same channel: the instant
 * until which the wish gives way. At any other time it stands.
 */
function replyUntil(subject: Subject, hours: Hours): number {
  const { history, contact } = subject.input;
  let wroteAt = Number.NEGATIVE_INFINITY;
  let answeredAt = Number.NEGATIVE_INFINITY;
  for (const event of history) {
    const at = event.at.getTime();
    if (event.channel !== contact.channel || at > subject.at) continue;
    if (event.address !== undefined && event.address !== contact.address) continue;
    if (event.direction === "inbound") wroteAt = Math.max(wroteAt, at);
    else answeredAt = Math.max(answeredAt, at);
  }
  if (wroteAt === Number.NEGATIVE_INFINITY || answeredAt >= wroteAt) return Number.NEGATIVE_INFINITY;
  const openings = subject.clocks.map((clock) => openingIn(hours, clock, wroteAt, wroteAt + dayMs));
  return Math.min(...openings.map((opening) => opening ?? wroteAt + dayMs));
}
