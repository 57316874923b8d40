// What happens to debtors who share addresses, and what that does to their books, their opt-outs and what is queued for
// them: the verbs of payments, promises, disputes, replies and delivery reports, without their database. Pure.
import { cancelling, ofOneTouch } from "@/server/campaigns/signal-rules";
import type { Channel, SignalKind } from "@/server/journeys/graph/schema";
import type { TouchName } from "@/server/journeys/interpreter/state";
import { Account } from "@/server/journeys/simulation/account";
import type { Happening, Report, Told } from "@/server/journeys/simulation/happenings";
import { Outbox, type SimTouch } from "@/server/journeys/simulation/outbox";
import type { SimRecord } from "@/server/journeys/simulation/record";
import type { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import {
  type ContactFacts,
  type OptOutSource,
  optOutKey,
  type TenantFacts,
} from "@/server/touches/deciding/debtor-facts";
import { countsAsContact, signalOfReport } from "@/server/touches/deciding/delivery-signals";
import { hasLeft, statusAfter } from "@/server/touches/deciding/delivery-state";

/** A signal for the enrollments of a debtor; `only` for the one that made the touch. */
export type Signalled = {
  account: Account;
  kind: SignalKind;
  at: Date;
  only: string | null;
  cancelled: { enrollmentId: string | null; name: TouchName }[];
};

type Coming = { account: Account; happening: Happening | Report };

export class Life {
  readonly accounts: readonly Account[];
  readonly facts: ContactFacts;
  readonly outbox: Outbox;
  private readonly optOuts = new Map<string, { at: Date; source: OptOutSource }[]>();
  private coming: Coming[];

  constructor(
    tenant: TenantFacts,
    debtors: readonly SimulatedDebtor[],
    private readonly calendar: SimCalendar,
    private readonly record: SimRecord,
    private readonly tellJourneys: (signal: Signalled) => void,
  ) {
    this.accounts = debtors.map((debtor) => new Account(debtor));
    for (const debtor of debtors)
      for (const { channel, address, at = new Date(0), source } of debtor.optOuts)
        this.mute(channel, address, at, source);
    this.facts = {
      tenant,
      debtors: new Map(this.accounts.map((account) => [account.id, account.facts])),
      optOuts: this.optOuts,
    };
    this.outbox = new Outbox(
      debtors.flatMap((debtor) => debtor.contacts),
      debtors.flatMap((debtor) => debtor.replies),
    );
    this.coming = this.accounts.flatMap((account) =>
      account.debtor.happenings.map((happening) => ({ account, happening })),
    );
  }

  expect(account: Account, happenings: readonly (Happening | Report)[]): void {
    for (const happening of happenings) this.coming.push({ account, happening });
  }

  /** The next instant at which something happens or a promise is to be judged. */
  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { happening } of this.coming) next = Math.min(next, happening.at.getTime());
    for (const { promiseDueOn } of this.accounts) {
      if (promiseDueOn !== null) next = Math.min(next, this.calendar.endOf(promiseDueOn));
    }
    return next;
  }

  /** Everything until then; answers how much that was. */
  happen(now: number): number {
    const due = this.coming
      .filter(({ happening }) => happening.at.getTime() <= now)
      .sort((a, b) => a.happening.at.getTime() - b.happening.at.getTime());
    if (due.length === 0) return 0;
    this.coming = this.coming.filter(({ happening }) => happening.at.getTime() > now);
    const payers = new Map<Account, Date>();
    for (const { account, happening } of due) {
      if (happening.kind === "paid") {
        const amountMinor = account.pay(happening);
        if (amountMinor === 0) continue;
        this.tell(account, { kind: "paid", at: happening.at, amountMinor, currency: happening.currency });
        payers.set(account, happening.at);
      } else {
        this.apply(account, happening);
      }
    }
    // One word a debtor for all the money of an instant, as the books are settled.
    for (const [account, at] of payers) this.signal(account, account.owes ? "paid_in_part" : "paid_in_full", { at });
    return due.length;
  }

  private apply(account: Account, happening: Exclude<Happening | Report, { kind: "paid" }>): void {
    const { at } = happening;
    if (happening.kind === "reported") {
      this.hear(account, happening);
      return;
    }
    switch (happening.kind) {
      case "promised":
        if (!account.promise(happening)) return;
        this.signal(account, "promise_made", { at });
        break;
      case "disputed": {
        const invoice = account.invoices.find((one) => one.id === happening.invoiceId);
        if (!invoice || invoice.disputed) return;
        invoice.disputed = true;
        this.signal(account, "dispute_opened", { at });
        break;
      }
      case "dispute_resolved": {
        const invoice = account.invoices.find((one) => one.id === happening.invoiceId);
        if (!invoice?.disputed) return;
        invoice.disputed = false;
        break;
      }
      case "opted_out":
        if (!this.optOut(account, happening)) return;
        break;
      case "replied":
        this.wrote(account, happening);
        this.signal(account, "replied", { at });
        break;
      case "link_opened":
      case "wants_person":
        this.signal(account, happening.kind, { at });
        break;
      case "stopped":
        this.change(account, { stop: happening.stop });
        break;
      case "moved":
        this.change(account, {
          country: happening.country ?? account.facts.country,
          region: happening.region,
          postalCode: happening.postalCode,
          statedTimeZone: happening.statedTimeZone,
        });
        break;
      case "invoice_issued":
        account.invoices.push({ ...happening.invoice });
        return;
    }
    this.tell(account, { kind: happening.kind, at });
  }

  private wrote({ facts: { id, points } }: Account, { channel, at }: Extract<Happening, { kind: "replied" }>): void {
    const address = points.find(({ kind }) => kind === (channel === "email" ? "email" : "phone"))?.address;
    if (address) this.outbox.wrote({ debtorId: id, channel, address, at });
  }

  private optOut(account: Account, { channel, address, at }: Extract<Happening, { kind: "opted_out" }>): boolean {
    const kind = channel === "email" ? "email" : "phone";
    const point = account.facts.points.find((one) => one.kind === kind && (!address || one.address === address));
    if (!point || this.facts.optOuts.has(optOutKey(channel, point.address))) return false;
    this.mute(channel, point.address, at);
    if (channel === "sms") this.mute("voice", point.address, at);
    for (const other of this.accounts) {
      if (other === account || other.facts.points.some((one) => one.address === point.address)) {
        this.signal(other, "opted_out", { at, address: point.address });
      }
    }
    return true;
  }

  /** A vendor's report, as record-delivery takes it. */
  private hear(account: Account, report: Report): void {
    const touch = this.outbox.touches.get(report.touchId);
    if (!touch || !hasLeft(touch.state)) return;
    const status = statusAfter(touch.state, report.status);
    const before = {
      channel: touch.channel,
      status: touch.state,
      call: touch.callOutcome && { outcome: touch.callOutcome },
    };
    touch.callOutcome = touch.callOutcome ?? report.call ?? null;
    const call = touch.callOutcome && { outcome: touch.callOutcome };
    touch.state = status;
    this.outbox.heard(touch);
    if (!countsAsContact(touch.channel, call)) this.outbox.release(touch);
    if (report.status === "bounced" && report.hard) {
      const points = account.facts.points.map((point) =>
        point.id === touch.contactPointId ? { ...point, status: "undeliverable" as const } : point,
      );
      this.change(account, { points });
      this.tell(account, { kind: "bounced", at: report.at });
    }
    if (call?.outcome === "answered") this.tell(account, { kind: "answered", at: report.at });
    if (call?.outcome === "voicemail") this.tell(account, { kind: "machine", at: report.at });
    const noted = this.record.ofTouch(touch);
    noted.status = status;
    noted.call = touch.callOutcome;
    const signal = signalOfReport(before, status, call);
    if (signal) this.signal(account, signal.kind, { at: report.at, touch });
  }

  private signal(account: Account, kind: SignalKind, of: { at: Date; address?: string; touch?: SimTouch }): void {
    const only = of.touch && ofOneTouch.has(kind) ? of.touch.enrollmentId : null;
    const cancelled = cancelling.has(kind) ? this.outbox.cancel(account.id, of.address) : [];
    for (const touch of cancelled) this.record.ofTouch(touch).status = "cancelled";
    this.tellJourneys({ account, kind, at: of.at, only, cancelled });
  }

  judgePromises(now: number): void {
    const today = this.calendar.dayOf(now);
    for (const account of this.accounts) {
      for (const kind of account.judgePromises(today)) {
        this.tell(account, { kind, at: new Date(now) });
        if (kind === "promise_broken") this.signal(account, "promise_broken", { at: new Date(now) });
      }
    }
  }

  private tell(account: Account, told: Omit<Told, "debtorId">): void {
    this.record.told.push({ ...told, debtorId: account.id });
  }

  private mute(channel: Channel, address: string, at: Date, source: OptOutSource = "recipient"): void {
    const key = optOutKey(channel, address);
    this.optOuts.set(key, [...(this.optOuts.get(key) ?? []), { at, source }]);
  }

  /** The first contact of an agency with a consumer is when the days of its notice begin. */
  contacted(account: Account, at: Date): void {
    const { kind, firstContactAt } = account.facts;
    const isOwed = this.facts.tenant.collector.role !== "first_party" && kind === "consumer";
    if (isOwed && !firstContactAt) this.change(account, { firstContactAt: at });
  }

  private change(account: Account, facts: Partial<Account["facts"]>): void {
    account.facts = { ...account.facts, ...facts };
    this.facts.debtors.set(account.id, account.facts);
  }
}
