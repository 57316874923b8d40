// What may be offered to this debtor today: the policy turned into whole offers with every amount and day in them. The
// model may only point at one of these; what is said of it is said by us. Pure.
import type { OfferPolicy } from "@/server/flows/offers/policy";
import type { Money } from "@/server/money";
import { addDays } from "@/server/time/calendar";

export type Payment = { dueOn: string; amountMinor: number };
export type Offer = { id: string; currency: string; payments: Payment[] } & (
  | { kind: "extension"; days: number }
  | { kind: "instalments"; count: number; everyDays: number }
  | { kind: "discount"; percent: number; givenMinor: number }
);

/** Every offer within the policy; none where nothing is open, or where it is open in several currencies. */
export function legalOffers(
  policy: OfferPolicy,
  balances: readonly { openMinor: number; currency: string }[],
  today: string,
): Offer[] {
  const open = balances.filter((balance) => balance.openMinor > 0);
  const [balance] = open;
  if (!balance || open.length > 1) return [];
  const of = { amountMinor: balance.openMinor, currency: balance.currency };
  return [...extensions(policy, of, today), ...instalments(policy, of, today), ...discounts(policy, of, today)];
}

/** Those that are put forward unasked, the one that costs us least first. */
export function headlines(offers: readonly Offer[]): Offer[] {
  const last = (kind: Offer["kind"]) => offers.filter((offer) => offer.kind === kind).at(-1);
  const all = [last("extension"), last("instalments"), ...offers.filter((offer) => offer.kind === "discount")];
  return all.filter((offer) => offer !== undefined);
}

function extensions({ extension }: OfferPolicy, { amountMinor, currency }: Money, today: string): Offer[] {
  return Array.from({ length: extension?.daysMax ?? 0 }, (_, at) => ({
    id: `extension_${at + 1}`,
    kind: "extension",
    days: at + 1,
    currency,
    payments: [{ dueOn: addDays(today, at + 1), amountMinor }],
  }));
}

function instalments({ instalments: limits }: OfferPolicy, { amountMinor, currency }: Money, today: string): Offer[] {
  if (!limits) return [];
  const { countMax, everyDays, firstPercentMin } = limits;
  return Array.from({ length: countMax - 1 }, (_, at) => at + 2)
    .map((count): Offer => {
      const even = Math.floor(amountMinor / count);
      const first = Math.max(amountMinor - even * (count - 1), Math.ceil((amountMinor * firstPercentMin) / 100));
      const rest = split(amountMinor - first, count - 1);
      const payments = [first, ...rest].map((part, nth) => ({
        dueOn: addDays(today, nth * everyDays),
        amountMinor: part,
      }));
      return { id: `instalments_${count}`, kind: "instalments", count, everyDays, currency, payments };
    })
    .filter((offer) => offer.payments.every((payment) => payment.amountMinor > 0));
}

function discounts({ discount }: OfferPolicy, { amountMinor, currency }: Money, today: string): Offer[] {
  if (!discount) return [];
  const { percentMax, withinDays } = discount;
  return [...new Set([Math.ceil(percentMax / 2), percentMax])].map((percent): Offer => {
    const givenMinor = Math.floor((amountMinor * percent) / 100);
    const payments = [{ dueOn: addDays(today, withinDays), amountMinor: amountMinor - givenMinor }];
    return { id: `discount_${percent}`, kind: "discount", percent, givenMinor, currency, payments };
  });
}

/** In equal parts; what does not divide goes to the first. */
function split(amountMinor: number, parts: number): number[] {
  const each = Math.floor(amountMinor / parts);
  return Array.from({ length: parts }, (_, at) => (at === 0 ? amountMinor - each * (parts - 1) : each));
}
