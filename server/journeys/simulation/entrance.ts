// Whom a simulated journey takes in, and when: at its beginning, and where the audience goes on, each day after. Pure.
import type { Account } from "@/server/journeys/simulation/account";
import type { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import type { Simulation } from "@/server/journeys/simulation/simulated";
import { addDays } from "@/server/time/calendar";

export class Entrance {
  private readonly everChased = new Set<string>();

  constructor(
    private readonly simulation: Pick<Simulation, "entry" | "begin" | "from">,
    private readonly calendar: SimCalendar,
  ) {}

  /** Whether debtors are taken in at this very instant. */
  isOpen(now: number): boolean {
    const { entry, begin, from } = this.simulation;
    const today = this.calendar.dayOf(now);
    const isDaily = now === this.calendar.entryOn(today);
    if (begin ? now === begin.getTime() : today === from) return begin !== undefined || isDaily;
    return entry.rolling && isDaily;
  }

  /** Takes the debtor in: the invoices that are chased from now on; null where none brings them in. */
  takeIn(account: Account, now: number): Set<string> | null {
    const until = addDays(this.calendar.dayOf(now), -this.simulation.entry.overdueDaysMin);
    const invoices = account.invoices.filter(
      ({ id, openMinor, dueOn }) => openMinor > 0 && dueOn <= until && !this.everChased.has(id),
    );
    if (!invoices.some((invoice) => this.brings(invoice))) return null;
    for (const { id } of invoices) this.everChased.add(id);
    return new Set(invoices.map(({ id }) => id));
  }

  /** When the next of the debtor's invoices passes the mark, at a later entry. */
  nextFor(account: Account, now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const invoice of account.invoices) {
      if (invoice.openMinor === 0 || this.everChased.has(invoice.id) || !this.brings(invoice)) continue;
      const day = addDays(invoice.dueOn, this.simulation.entry.overdueDaysMin);
      next = Math.min(next, this.entryAfter(now, day));
    }
    return next;
  }

  private entryAfter(now: number, day: string): number {
    const at = this.calendar.entryOn(day);
    if (at > now) return at;
    const today = this.calendar.dayOf(now);
    const todays = this.calendar.entryOn(today);
    return todays > now ? todays : this.calendar.entryOn(addDays(today, 1));
  }

  /** Whether the invoice brings its debtor in, and is not only chased along with one that does. */
  private brings({ dueOn }: { dueOn: string }): boolean {
    const { marksFrom } = this.simulation.entry;
    return marksFrom === undefined || dueOn >= marksFrom;
  }
}
