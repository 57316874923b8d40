// Wall-clock time in a zone, fast: a zone's offset changes are found once a year by bisection and remembered.
// Deterministic, so it counts as pure. Instants are milliseconds since the epoch.

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** From `from` (inclusive) on, local time is UTC plus `offset` milliseconds. */
type Change = { from: number; offset: number };

const formatters = new Map<string, Intl.DateTimeFormat>();
const years = new Map<string, readonly Change[]>();

/** Milliseconds to add to UTC for local time in the zone. Throws RangeError for a zone that does not exist. */
export function offsetAt(zone: string, at: number): number {
  const changes = changesOf(zone, new Date(at).getUTCFullYear());
  let offset = changes[0]?.offset ?? 0;
  for (const change of changes) {
    if (change.from > at) break;
    offset = change.offset;
  }
  return offset;
}

/** The first instant after `at` at which the offset changes, or undefined within the following year. */
export function nextChangeAfter(zone: string, at: number): number | undefined {
  const year = new Date(at).getUTCFullYear();
  const current = offsetAt(zone, at);
  for (const candidate of [year, year + 1]) {
    for (const change of changesOf(zone, candidate)) {
      if (change.from > at && change.offset !== current) return change.from;
    }
  }
  return undefined;
}

/** Days since 1970-01-01 of the local calendar day, and minutes since local midnight. */
export function localTime(zone: string, at: number): { day: number; minutes: number } {
  const local = at + offsetAt(zone, at);
  const day = Math.floor(local / dayMs);
  return { day, minutes: (local - day * dayMs) / minuteMs };
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function changesOf(zone: string, year: number): readonly Change[] {
  const key = `${zone} ${year}`;
  let changes = years.get(key);
  if (!changes) {
    changes = findChanges(zone, year);
    if (years.size > 5_000) years.clear();
    years.set(key, changes);
  }
  return changes;
}

function findChanges(zone: string, year: number): Change[] {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const changes: Change[] = [{ from: start, offset: readOffset(zone, start) }];
  let before = changes[0]?.offset ?? 0;
  for (let at = start; at < end; at += dayMs) {
    const to = Math.min(at + dayMs, end);
    const after = readOffset(zone, to);
    if (after === before) continue;
    let low = at;
    let high = to;
    while (high - low > minuteMs) {
      const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
      if (readOffset(zone, middle) === before) low = middle;
      else high = middle;
    }
    if (high < end) changes.push({ from: high, offset: after });
    before = after;
  }
  return changes;
}

function readOffset(zone: string, at: number): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
