// What is known, as it is said: variables of sentences, the facts that a model may name, and every figure that may be heard.
// What is owed is known only of who is verified. Pure.
import type { KnownFact } from "@/server/flows/graph/settings";
import type { SpeakFacts } from "@/server/flows/interpreter/commands";
import type { ConversationState, SlotValue } from "@/server/flows/interpreter/state";
import type { KnownFigures } from "@/server/flows/reading/check-spoken";
import { speakDate, speakMoney, speakNumber, writeDate, writeMoney } from "@/server/flows/speech/speak";
import { currencyExponent, type Money } from "@/server/money";
import { dayIn, daysBetween } from "@/server/time/calendar";

/** Today where the debtor is. */
export function todayOf(state: ConversationState, now: Date): string {
  return dayIn(state.facts.zone, now);
}

/** An amount as this channel says it: in words to an ear, in figures to an eye. */
export function tellMoney({ channel, language }: ConversationState, money: Money): string {
  return channel === "voice" ? speakMoney(money, language) : writeMoney(money, language);
}

export function tellDay({ channel, language }: ConversationState, day: string, today: string): string {
  return channel === "voice" ? speakDate(day, language, today) : writeDate(day, language);
}

export function tellNumber({ channel, language }: ConversationState, value: number): string {
  return channel === "voice" ? speakNumber(value, language) : String(value);
}

/** "one hundred dollars and five euros". */
export function tellSum(state: ConversationState, amounts: readonly Money[]): string {
  const [first] = amounts;
  const some = amounts.filter((amount) => amount.amountMinor !== 0);
  const parts = (some.length === 0 && first ? [first] : some).map((amount) => tellMoney(state, amount));
  const and = state.language === "hi" ? " और " : " and ";
  return parts.length <= 2 ? parts.join(and) : `${parts.slice(0, -1).join(", ")}${and}${parts.at(-1)}`;
}

export function openAmounts({ facts }: ConversationState): Money[] {
  return facts.money.balances
    .filter((balance) => balance.openMinor > 0)
    .map(({ openMinor, currency }) => ({ amountMinor: openMinor, currency }));
}

/** Read back as it will be kept. */
export function tellSlot(state: ConversationState, value: SlotValue, today: string): string {
  switch (value.type) {
    case "amount":
      return tellMoney(state, value.amount);
    case "date":
      return tellDay(state, value.day, today);
    case "invoice":
      return value.number;
    case "email":
      return value.email;
    case "free":
      return value.text;
    case "number":
      return Number.isInteger(value.value) ? tellNumber(state, value.value) : String(value.value);
    case "yes_no":
      return state.language === "hi" ? (value.answer ? "हाँ" : "नहीं") : value.answer ? "yes" : "no";
    case "offer":
      return tellSum(state, [{ amountMinor: sumOf(value.offer.payments), currency: value.offer.currency }]);
  }
}

function sumOf(payments: readonly { amountMinor: number }[]): number {
  return payments.reduce((sum, payment) => sum + payment.amountMinor, 0);
}

/** What a variable of a sentence stands for; undefined where nothing is known under the name. */
export function variableOf(state: ConversationState, name: string, now: Date): string | undefined {
  const { facts, slots } = state;
  const today = todayOf(state, now);
  const slot = name.startsWith("slot.") ? slots[name.slice("slot.".length)] : undefined;
  if (slot) return tellSlot(state, slot, today);
  const oldest = facts.money.invoices[0];
  switch (name) {
    case "company.name":
      return facts.company.name;
    case "company.phone":
      return facts.company.phone && tellPhone(state, facts.company.phone);
    case "debtor.name":
      return facts.debtor.name;
    case "contact.name":
      return facts.contact?.name ?? facts.debtor.name;
    case "balance":
      return tellSum(
        state,
        facts.money.balances.map(({ openMinor, currency }) => ({ amountMinor: openMinor, currency })),
      );
    case "overdue_balance":
      return tellSum(
        state,
        facts.money.balances.map(({ overdueMinor, currency }) => ({ amountMinor: overdueMinor, currency })),
      );
    case "invoice_count":
      return tellNumber(state, facts.money.invoices.length);
    case "oldest_invoice_number":
      return oldest?.number;
    case "oldest_due_date":
      return oldest && tellDay(state, oldest.dueOn, today);
    case "days_overdue":
      return tellNumber(state, daysOverdue(state, today));
    case "promised_amount":
      return facts.money.promise && tellMoney(state, facts.money.promise);
    case "promised_date":
      return facts.money.promise && tellDay(state, facts.money.promise.dueOn, today);
    default:
      return undefined;
  }
}

/** Digit by digit, so that a voice does not read a number of millions. */
function tellPhone({ channel }: ConversationState, phone: string): string {
  return channel === "voice" ? phone.replace(/^\+/, "").split("").join(" ") : phone;
}

function daysOverdue({ facts }: ConversationState, today: string): number {
  const oldest = facts.money.invoices[0];
  return oldest ? Math.max(0, daysBetween(oldest.dueOn, today)) : 0;
}

/** What a path's condition asks about. Amounts in whole units of the first currency. */
export function knownValue(state: ConversationState, fact: KnownFact, now: Date): string | number | boolean {
  const { facts } = state;
  const sum = (of: "openMinor" | "overdueMinor") =>
    facts.money.balances.reduce((so, balance) => so + balance[of] / 10 ** currencyExponent(balance.currency), 0);
  switch (fact) {
    case "balance":
      return sum("openMinor");
    case "overdue_balance":
      return sum("overdueMinor");
    case "invoice_count":
      return facts.money.invoices.length;
    case "days_overdue":
      return daysOverdue(state, todayOf(state, now));
    case "has_promise":
      return facts.money.promise !== undefined;
    case "debtor_kind":
      return facts.debtor.kind;
    case "channel":
      return state.channel;
    case "language":
      return state.language;
    case "sentiment":
      return state.turns.findLast((turn) => turn.by === "them")?.sentiment ?? "neutral";
  }
}

/** What the model may name when it words something. */
export function speakFacts(state: ConversationState, now: Date): SpeakFacts {
  const { facts } = state;
  const names: SpeakFacts = { company: facts.company.name };
  if (!state.isVerified) return names;
  const today = todayOf(state, now);
  const invoices = facts.money.invoices.slice(0, 10).map((invoice, at) => {
    const amount = tellMoney(state, { amountMinor: invoice.openMinor, currency: invoice.currency });
    return [`invoice ${at + 1}`, `${invoice.number}: ${amount}, ${tellDay(state, invoice.dueOn, today)}`];
  });
  return {
    ...names,
    debtor: facts.debtor.name,
    today: tellDay(state, today, today),
    "open in all": tellSum(state, openAmounts(state)) || "0",
    ...Object.fromEntries(invoices),
    ...Object.fromEntries(answered(state).map(([name, value]) => [name, tellSlot(state, value, today)])),
    ...(facts.money.promise && {
      "promised already": `${tellMoney(state, facts.money.promise)}, ${tellDay(state, facts.money.promise.dueOn, today)}`,
    }),
  };
}

/** What own skills answered: the slots that nobody was asked for. */
function answered({ slots }: ConversationState): [string, SlotValue][] {
  return Object.entries(slots).filter(([name]) => name.includes("."));
}

const nothingOwed: ConversationState["facts"]["money"] = { balances: [], invoices: [] };

/** Every figure that may be said aloud in this conversation now. */
export function knownFigures(state: ConversationState, now: Date): KnownFigures {
  const { facts, slots, phase } = state;
  const today = todayOf(state, now);
  const { balances, invoices, promise } = state.isVerified ? facts.money : nothingOwed;
  const values = Object.values(slots);
  if (phase.kind === "confirming") values.push(phase.value);
  const offers = [
    ...values.flatMap((value) => (value.type === "offer" ? [value.offer] : [])),
    ...(phase.kind === "offering" ? [phase.offer] : []),
  ];
  return {
    amounts: [
      ...balances.flatMap(({ openMinor, overdueMinor, currency }) => [
        { amountMinor: openMinor, currency },
        { amountMinor: overdueMinor, currency },
      ]),
      ...invoices.map(({ openMinor, currency }) => ({ amountMinor: openMinor, currency })),
      ...(promise ? [promise] : []),
      ...values.flatMap((value) => (value.type === "amount" ? [value.amount] : [])),
      ...offers.flatMap((offer) =>
        offer.payments.map(({ amountMinor }) => ({ amountMinor, currency: offer.currency })),
      ),
    ],
    days: [
      today,
      ...invoices.map((invoice) => invoice.dueOn),
      ...(promise ? [promise.dueOn] : []),
      ...values.flatMap((value) => (value.type === "date" ? [value.day] : [])),
      ...offers.flatMap((offer) => offer.payments.map((payment) => payment.dueOn)),
    ],
    percents: offers.flatMap((offer) => (offer.kind === "discount" ? [offer.percent] : [])),
    numbers: [
      ...invoices.map((invoice) => invoice.number),
      ...(facts.company.phone ? [facts.company.phone, facts.company.phone.replace(/^\+/, "").split("").join(" ")] : []),
      ...answered(state).flatMap(([, value]) =>
        value.type === "number" ? [String(value.value)] : value.type === "free" ? [value.text] : [],
      ),
      ...(state.isVerified ? [String(invoices.length), String(daysOverdue(state, today))] : []),
    ],
    today,
  };
}
