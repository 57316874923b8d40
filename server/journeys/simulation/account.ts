// One debtor's books in a simulation: what they owe, promised and dispute, and what that tells the journey. Pure; the
// verbs of payments, promises, disputes and opt-outs do the same to the database.
import { type ChasedMoney, chasedMoneyOf } from "@/server/campaigns/money/chased-money";
import type { Change } from "@/server/journeys/graph/settings";
import type { Happening, SimulatedInvoice, Told } from "@/server/journeys/simulation/happenings";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { allocate } from "@/server/payments/lines/allocate";
import type { DebtorFacts } from "@/server/touches/deciding/debtor-facts";

type Promised = SimulatedDebtor["promises"][number];

export class Account {
  readonly invoices: SimulatedInvoice[];
  facts: DebtorFacts;
  /** What update steps changed, in their order. */
  readonly changed: Change[] = [];
  private promises: Promised[];

  constructor(readonly debtor: SimulatedDebtor) {
    this.facts = { ...debtor.facts, points: debtor.facts.points.map((point) => ({ ...point })) };
    this.invoices = debtor.invoices.map((invoice) => ({ ...invoice }));
    this.promises = debtor.promises.map((promise) => ({ ...promise }));
  }

  get id(): string {
    return this.facts.id;
  }

  openIn(currency: string): number {
    return this.invoices.reduce((sum, one) => (one.currency === currency ? sum + one.openMinor : sum), 0);
  }

  get owes(): boolean {
    return this.invoices.some((invoice) => invoice.openMinor > 0);
  }

  chased(invoiceIds: ReadonlySet<string>, today: string): ChasedMoney {
    return chasedMoneyOf(
      this.invoices.filter((invoice) => invoiceIds.has(invoice.id)),
      today,
    );
  }

  /** Succeeded money: allocated exactly; a dispute ends with the money of its invoice. Returns what was allocated. */
  pay(payment: Extract<Happening, { kind: "paid" }>): number {
    const open = this.invoices.map((invoice) => ({ ...invoice, invoiceId: invoice.id }));
    const { allocations } = allocate(payment, open, payment.lines);
    let paidMinor = 0;
    for (const { invoiceId, amountMinor } of allocations) {
      const invoice = this.invoices.find((one) => one.id === invoiceId);
      if (!invoice) continue;
      invoice.openMinor -= amountMinor;
      paidMinor += amountMinor;
      if (invoice.openMinor === 0) invoice.disputed = false;
    }
    for (const promise of this.promises) {
      if (promise.currency === payment.currency) promise.paidMinor += payment.amountMinor;
    }
    return paidMinor;
  }

  /** A new word replaces the last one in its currency; false when nothing is open that could be promised. */
  promise({ dueOn, amount }: Extract<Happening, { kind: "promised" }>): boolean {
    const currencies = [...new Set(this.invoices.map((invoice) => invoice.currency))];
    const amounts = amount
      ? [amount]
      : currencies
          .map((currency) => ({ currency, amountMinor: this.openIn(currency) }))
          .filter(({ amountMinor }) => amountMinor > 0);
    if (amounts.length === 0) return false;
    for (const { currency, amountMinor } of amounts) {
      this.promises = this.promises.filter((promise) => promise.currency !== currency);
      this.promises.push({ currency, amountMinor, dueOn, paidMinor: 0 });
    }
    return true;
  }

  /** The day after which the next open promise is broken. */
  get promiseDueOn(): string | null {
    return this.promises.reduce<string | null>(
      (first, { dueOn }) => (first === null || dueOn < first ? dueOn : first),
      null,
    );
  }

  /** Kept as soon as that much came in or nothing is open; broken once its day is over. */
  judgePromises(today: string): Told["kind"][] {
    const told: Told["kind"][] = [];
    this.promises = this.promises.filter(({ currency, amountMinor, dueOn, paidMinor }) => {
      const kept = this.openIn(currency) === 0 || paidMinor >= amountMinor;
      if (kept) told.push("promise_kept");
      else if (dueOn < today) told.push("promise_broken");
      return !kept && dueOn >= today;
    });
    return told;
  }
}
