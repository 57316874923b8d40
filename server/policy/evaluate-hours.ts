// May it ring now? Every window in every candidate zone; and if not, when. Pure.
import type { Reason } from "@/server/policy/contract";
import { isNationalHoliday } from "@/server/policy/rules/holidays";
import { minutesOf, type Rule, type Week } from "@/server/policy/rules/rule";
import type { Case } from "@/server/policy/scope";
import { localTime, nextChangeAfter, offsetAt, weekdayOf } from "@/server/policy/wall-clock";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** How far an opening is looked for. */
const searchDays = 30;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

type Hours = { id: string; code: string; week: Week; holidays?: "AU" | "CA" };

/** The reasons that defer, and the first instant at which none of them does; null if there is none soon. */
export function evaluateHours(subject: Case, rules: readonly Rule[]): { reasons: Reason[]; opensAt: number | null } {
  const hours = hoursFor(subject, rules);
  if (hours.length === 0) return { reasons: [], opensAt: null };
  const { zones } = subject.candidates;
  if (zones.length === 0) {
    return {
      reasons: [{ ruleId: hours[0]?.id ?? "HOUSE-HOURS", code: "TZ_UNKNOWN", effect: "deny", facts: {} }],
      opensAt: null,
    };
  }
  const reasons: Reason[] = [];
  for (const rule of hours) {
    const closed = zones.filter((zone) => !isOpen(rule, zone, subject.at));
    if (closed.length > 0) reasons.push(closedReason(subject, rule, closed));
  }
  if (reasons.length === 0) return { reasons, opensAt: null };
  const opensAt = firstOpening(hours, zones, subject.at);
  if (opensAt === null) {
    reasons.push({ ruleId: reasons[0]?.ruleId ?? "", code: "NO_WINDOW", effect: "deny", facts: { days: searchDays } });
  }
  return { reasons, opensAt };
}

function hoursFor({ input }: Case, rules: readonly Rule[]): Hours[] {
  const hours: Hours[] = [];
  for (const rule of rules) if (rule.kind === "window") hours.push(rule);
  const { notBefore, notAfter, days } = input.housePolicy;
  const answers = input.purpose === "receipt" || input.purpose === "opt_out_confirmation";
  if (!answers && (notBefore || notAfter || days)) {
    const open = [minutesOf(notBefore ?? "00:00"), minutesOf(notAfter ?? "24:00")] as const;
    hours.push({
      id: "HOUSE-HOURS",
      code: "TIME_POLICY",
      week: weekdays.map((day) => (!days || days.includes(day) ? open : null)),
    });
  }
  return hours;
}

function isOpen(rule: Hours, zone: string, at: number): boolean {
  const { day, minutes } = localTime(zone, at);
  const window = windowOn(rule, day);
  return window !== null && minutes >= window[0] && minutes < window[1];
}

function windowOn(rule: Hours, day: number) {
  if (rule.holidays && isNationalHoliday(rule.holidays, day)) return null;
  return rule.week[weekdayOf(day)] ?? null;
}

function closedReason(subject: Case, rule: Hours, closed: readonly string[]): Reason {
  const { zones, fromNumber, fromAddress } = subject.candidates;
  const zone = closed[0] ?? "";
  const { day, minutes } = localTime(zone, subject.at);
  const window = windowOn(rule, day);
  const holiday = rule.holidays && isNationalHoliday(rule.holidays, day);
  const facts = {
    zone,
    local: clock(Math.floor(minutes)),
    ...(window ? { from: clock(window[0]), to: clock(window[1]) } : {}),
  };
  let code = holiday ? "PUBLIC_HOLIDAY" : rule.code;
  if (closed.length < zones.length) {
    code =
      fromNumber.length > 0 && fromAddress.length > 0 && !sameZones(fromNumber, fromAddress)
        ? "TZ_CONFLICT"
        : "TZ_AMBIGUOUS";
  }
  return { ruleId: rule.id, code, effect: "defer", facts };
}

const sameZones = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((zone) => b.includes(zone));

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The earliest instant from `at` on at which every rule is open in every zone. */
function firstOpening(hours: readonly Hours[], zones: readonly string[], at: number): number | null {
  const limit = at + searchDays * dayMs;
  let candidate = at;
  for (;;) {
    let latest = candidate;
    for (const rule of hours) {
      for (const zone of zones) {
        const opening = openingIn(rule, zone, latest, limit);
        if (opening === null) return null;
        latest = opening;
      }
    }
    if (latest === candidate) return candidate;
    candidate = latest;
  }
}

/** First open instant of one rule in one zone from `from` on: stretch by stretch of constant offset, day by day. */
function openingIn(rule: Hours, zone: string, from: number, limit: number): number | null {
  let at = from;
  while (at <= limit) {
    const offset = offsetAt(zone, at);
    const stretchEnd = nextChangeAfter(zone, at) ?? Number.POSITIVE_INFINITY;
    for (
      let day = Math.floor((at + offset) / dayMs);
      day * dayMs - offset < Math.min(stretchEnd, limit + 1);
      day += 1
    ) {
      const window = windowOn(rule, day);
      if (!window) continue;
      const opens = Math.max(at, day * dayMs + window[0] * minuteMs - offset);
      const closes = Math.min(stretchEnd, day * dayMs + window[1] * minuteMs - offset);
      if (opens < closes) return opens <= limit ? opens : null;
    }
    at = stretchEnd;
  }
  return null;
}
