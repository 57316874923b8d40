// Wall-clock time in a zone, fast: a zone's offset changes are found once a year by bisection and remembered.
// Deterministic, so it counts as pure. Instants are milliseconds since the epoch, days count from 1970-01-01.

export const dayMs = 86_400_000;
const minuteMs = 60_000;
/** No zone turned its clocks and back within a week. */
const stepMs = 7 * dayMs;

/** From `from` (inclusive) on, local time is UTC plus `offset` milliseconds. */
type Change = { from: number; offset: number };

/** One zone's clock. */
export class ZoneClock {
  private readonly years = new Map<number, readonly Change[]>();
  private readonly dayStarts = new Map<number, number>();
  private readonly formatter: Intl.DateTimeFormat;
  /** The stretch of constant offset that was asked about last. */
  private from = 1;
  private until = 0;
  private offset = 0;

  /** Throws RangeError for a zone that does not exist. */
  constructor(readonly zone: string) {
    this.formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** Milliseconds to add to UTC for local time. */
  offsetAt(at: number): number {
    if (at >= this.from && at < this.until) return this.offset;
    const year = new Date(at).getUTCFullYear();
    const changes = this.changesOf(year);
    for (const [index, change] of changes.entries()) {
      const until = changes[index + 1]?.from ?? Date.UTC(year + 1, 0, 1);
      if (at < until) {
        this.from = change.from;
        this.until = until;
        this.offset = change.offset;
        break;
      }
    }
    return this.offset;
  }

  /** The local calendar day. */
  dayAt(at: number): number {
    return Math.floor((at + this.offsetAt(at)) / dayMs);
  }

  /** Minutes since local midnight, with fractions. */
  minutesAt(at: number): number {
    const local = at + this.offsetAt(at);
    return (local - Math.floor(local / dayMs) * dayMs) / minuteMs;
  }

  /** The first instant of a local day. */
  startOfDay(day: number): number {
    const known = this.dayStarts.get(day);
    if (known !== undefined) return known;
    const start = this.findStart(day);
    if (this.dayStarts.size > 10_000) this.dayStarts.clear();
    this.dayStarts.set(day, start);
    return start;
  }

  /** The first instant after `at` at which the offset changes, or undefined within the following year. */
  nextChangeAfter(at: number): number | undefined {
    const current = this.offsetAt(at);
    const year = new Date(at).getUTCFullYear();
    if (this.until < Date.UTC(year + 1, 0, 1)) return this.until;
    for (const candidate of [year, year + 1]) {
      for (const change of this.changesOf(candidate)) {
        if (change.from > at && change.offset !== current) return change.from;
      }
    }
    return undefined;
  }

  private findStart(day: number): number {
    const guess = day * dayMs - this.offsetAt(day * dayMs);
    const start = day * dayMs - this.offsetAt(guess);
    // Midnight that comes twice: the first one.
    const before = start - 3_600_000;
    if (this.dayAt(before) === day) return this.firstOf(day, before);
    if (this.dayAt(start) >= day) return start;
    // Midnight does not exist on that day: it begins where the clocks jump.
    return this.nextChangeAfter(start) ?? start;
  }

  private firstOf(day: number, at: number): number {
    const local = at + this.offsetAt(at);
    return at - (local - day * dayMs);
  }

  private changesOf(year: number): readonly Change[] {
    let changes = this.years.get(year);
    if (!changes) {
      changes = this.findChanges(year);
      if (this.years.size > 200) this.years.clear();
      this.years.set(year, changes);
    }
    return changes;
  }

  private findChanges(year: number): Change[] {
    const start = Date.UTC(year, 0, 1);
    const end = Date.UTC(year + 1, 0, 1);
    let before = this.readOffset(start);
    const changes: Change[] = [{ from: start, offset: before }];
    for (let at = start; at < end; at += stepMs) {
      const to = Math.min(at + stepMs, end);
      const after = this.readOffset(to);
      if (after === before) continue;
      let low = at;
      let high = to;
      while (high - low > minuteMs) {
        const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
        if (this.readOffset(middle) === before) low = middle;
        else high = middle;
      }
      if (high < end) changes.push({ from: high, offset: after });
      before = after;
    }
    return changes;
  }

  private readOffset(at: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.formatter.formatToParts(at)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  }
}

const clocks = new Map<string, ZoneClock>();

/** The clock of a zone, made once. Throws RangeError for a zone that does not exist. */
export function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new ZoneClock(zone);
    clocks.set(zone, clock);
  }
  return clock;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day number of `YYYY-MM-DD`. */
export function dayNumber(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / dayMs;
}
