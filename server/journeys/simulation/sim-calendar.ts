// The workspace's days as instants, remembered: a simulation asks for the same few hundred again and again. Pure.
import { localTime } from "@/server/journeys/simulation/local-time";
import { isoDay } from "@/server/policy/wall-clock";
import { addDays, instantAt } from "@/server/time/calendar";

export class SimCalendar {
  private readonly instants = new Map<string, number>();
  private readonly days = new Map<number, string>();

  constructor(
    readonly zone: string,
    /** The time of day at which journeys take debtors in. */
    private readonly startsAt: string,
  ) {}

  dayOf(at: number): string {
    const { day } = localTime(this.zone, at);
    const known = this.days.get(day);
    if (known !== undefined) return known;
    const text = isoDay(day);
    this.days.set(day, text);
    return text;
  }

  beginOf(day: string): number {
    return this.instant(day, "00:00");
  }

  endOf(day: string): number {
    return this.instant(addDays(day, 1), "00:00");
  }

  entryOn(day: string): number {
    return this.instant(day, this.startsAt);
  }

  private instant(day: string, time: string): number {
    const key = `${day} ${time}`;
    const known = this.instants.get(key);
    if (known !== undefined) return known;
    const at = instantAt(this.zone, day, time).getTime();
    this.instants.set(key, at);
    return at;
  }
}
