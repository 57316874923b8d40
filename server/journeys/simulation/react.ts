// What a debtor of a given behaviour does by themselves and after a touch. Pure: drawn from the seed, the debtor and
// the occasion.
import type { Account } from "@/server/journeys/simulation/account";
import { averageBehaviour, type Behaviour } from "@/server/journeys/simulation/behaviour";
import type { Happening, Report } from "@/server/journeys/simulation/happenings";
import { Luck } from "@/server/journeys/simulation/luck";
import type { SimTouch } from "@/server/journeys/simulation/outbox";
import type { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import { addDays } from "@/server/time/calendar";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const later = (at: Date, ms: number) => new Date(at.getTime() + Math.round(ms));

/** Where somebody moves to within their country: another zone. */
const newHomes: Record<string, readonly { region: string; postalCode: string }[]> = {
  US: [
    { region: "AZ", postalCode: "85001" },
    { region: "NY", postalCode: "10001" },
    { region: "HI", postalCode: "96801" },
    { region: "WA", postalCode: "98101" },
  ],
  CA: [
    { region: "NS", postalCode: "B3H 0A1" },
    { region: "BC", postalCode: "V6B 1A1" },
  ],
  AU: [
    { region: "WA", postalCode: "6000" },
    { region: "QLD", postalCode: "4000" },
  ],
};

/** Payments that come without being asked for, and a move. */
export function unasked(account: Account, seed: string, calendar: SimCalendar, from: number): Happening[] {
  const behaviour = account.debtor.behaviour;
  if (!behaviour) return [];
  const happenings: Happening[] = [];
  const today = calendar.dayOf(from);
  for (const invoice of account.invoices) {
    if (invoice.openMinor === 0) continue;
    const luck = new Luck(`${seed}|${account.id}|${invoice.id}|unasked`);
    if (luck.hits(behaviour.neverPays)) continue;
    const late = Math.round(behaviour.lateDays + luck.deviation() * behaviour.lateSpreadDays);
    let day = addDays(invoice.dueOn, late);
    // Who is later than usual already pays within their usual variation from now on.
    if (day <= today) day = addDays(today, luck.between(1, Math.max(7, Math.round(behaviour.lateSpreadDays * 2))));
    const at = new Date(calendar.beginOf(day) + luck.between(9 * 60, 17 * 60) * minuteMs);
    const { currency, openMinor: amountMinor } = invoice;
    happenings.push({ kind: "paid", at, currency, amountMinor, lines: [{ invoiceId: invoice.id, amountMinor }] });
  }
  const luck = new Luck(`${seed}|${account.id}|home`);
  if (luck.hits(behaviour.movesHouse)) {
    const home = luck.pick(newHomes[account.facts.country] ?? []);
    const at = new Date(from + luck.between(3, 80) * dayMs);
    if (home) happenings.push({ kind: "moved", at, ...home, statedTimeZone: null });
  }
  return happenings;
}

/** Reactions to touches, counted per debtor and channel so that the same occasion has the same luck. */
export class Reactions {
  private readonly occasions = new Map<string, number>();

  constructor(
    private readonly seed: string,
    private readonly calendar: SimCalendar,
  ) {}

  after(touch: SimTouch, account: Account, now: Date): (Happening | Report)[] {
    const { channel } = touch;
    const behaviour = account.debtor.behaviour;
    const key = `${account.id}|${channel}`;
    const nth = (this.occasions.get(key) ?? 0) + 1;
    this.occasions.set(key, nth);
    const luck = new Luck(`${this.seed}|${key}|${nth}`);
    const report = this.report(touch, account, behaviour, luck, now);
    if (!behaviour) return [report];
    const reached = channel === "voice" ? report.call === "answered" : report.status === "delivered";
    return reached ? [report, ...this.answer(touch, account, behaviour, luck, report.at)] : [report];
  }

  /** Without a behaviour messages arrive and nobody picks up: what a journey may count on least. */
  private report(touch: SimTouch, account: Account, behaviour: Behaviour | null, luck: Luck, now: Date): Report {
    const base = { kind: "reported" as const, touchId: touch.id };
    const { answersCalls, machineAnswers, deadAddress } = behaviour ?? { ...averageBehaviour, answersCalls: 0 };
    if (touch.channel !== "voice") {
      const dead =
        touch.channel === "email" && new Luck(`${this.seed}|${account.id}|${touch.address}`).hits(deadAddress);
      const at = later(now, luck.between(5, 90) * 1000);
      return dead ? { ...base, at, status: "bounced", hard: true } : { ...base, at, status: "delivered" };
    }
    const at = later(now, luck.between(20, 60) * 1000);
    const roll = luck.fraction();
    if (roll < answersCalls) return { ...base, at, status: "delivered", call: "answered" };
    if (behaviour && roll < answersCalls + machineAnswers) {
      return { ...base, at, status: "delivered", call: "voicemail" };
    }
    return { ...base, at, status: "failed", call: roll < 0.93 ? "no_answer" : "busy" };
  }

  private answer(touch: SimTouch, account: Account, of: Behaviour, luck: Luck, at: Date): Happening[] {
    const { channel } = touch;
    if (luck.hits(of.optsOut)) return [{ kind: "opted_out", at: this.soon(luck, at, channel), channel }];
    const done: Happening[] = [];
    if (channel !== "voice" && luck.hits(of.opensLink)) {
      done.push({ kind: "link_opened", at: later(at, luck.between(2, 600) * minuteMs) });
    }
    const open = account.invoices.filter((invoice) => invoice.openMinor > 0);
    const disputed = open.find((invoice) => !invoice.disputed);
    if (disputed && luck.hits(of.disputes)) {
      const opened = this.soon(luck, at, channel);
      const resolved = later(opened, luck.between(5, 25) * dayMs);
      return [
        ...done,
        { kind: "disputed", at: opened, invoiceId: disputed.id },
        { kind: "dispute_resolved", at: resolved, invoiceId: disputed.id },
      ];
    }
    if (luck.hits(of.paysWhenAsked))
      return [...done, ...this.payment(open, of, luck, later(at, this.days(luck, 0, 6)))];
    if (luck.hits(of.promises)) return [...done, ...this.promise(open, of, luck, this.soon(luck, at, channel))];
    if (channel === "voice" && luck.hits(of.wantsPerson))
      return [...done, { kind: "wants_person", at: later(at, minuteMs) }];
    if (channel !== "voice" && luck.hits(of.replies)) {
      return [...done, { kind: "replied", at: this.soon(luck, at, channel), channel }];
    }
    return done;
  }

  private payment(open: Account["invoices"], of: Behaviour, luck: Luck, at: Date): Happening[] {
    const part = luck.hits(of.paysInPart);
    return totals(open).map(({ currency, openMinor }) => ({
      kind: "paid",
      at,
      currency,
      amountMinor: part ? Math.max(1, Math.floor(openMinor / 2)) : openMinor,
    }));
  }

  private promise(open: Account["invoices"], of: Behaviour, luck: Luck, at: Date): Happening[] {
    if (open.length === 0) return [];
    const dueOn = addDays(this.calendar.dayOf(at.getTime()), luck.between(2, 14));
    const promised: Happening = { kind: "promised", at, dueOn };
    if (!luck.hits(of.keepsPromises)) return [promised];
    const paidAt = new Date(this.calendar.beginOf(dueOn) + luck.between(9, 16) * hourMs);
    return [
      promised,
      ...totals(open).map(({ currency, openMinor }) => ({
        kind: "paid" as const,
        at: paidAt,
        currency,
        amountMinor: openMinor,
      })),
    ];
  }

  /** In a call at once; after a message within hours. */
  private soon(luck: Luck, at: Date, channel: SimTouch["channel"]): Date {
    return later(at, channel === "voice" ? luck.between(20, 90) * 1000 : luck.between(2, 30 * 60) * minuteMs);
  }

  private days(luck: Luck, from: number, to: number): number {
    return (from + luck.fraction() * (to - from)) * dayMs + hourMs;
  }
}

function totals(open: Account["invoices"]): { currency: string; openMinor: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, openMinor } of open) sums.set(currency, (sums.get(currency) ?? 0) + openMinor);
  return [...sums].map(([currency, openMinor]) => ({ currency, openMinor }));
}
