// What a debtor asks for instead of what was offered, as far as it can be told: so many parts, until a day, less. Pure.
import type { Offer } from "@/server/flows/offers/legal";
import { figuresIn } from "@/server/flows/reading/amounts";
import { dateIn } from "@/server/flows/reading/dates";
import { numbersIn } from "@/server/flows/reading/numbers";
import { plain, tokensOf } from "@/server/flows/reading/tokens";
import { daysBetween } from "@/server/time/calendar";

export type Wish = { kind: Offer["kind"]; much?: number };

const parts = new Set(
  [
    "parts",
    "part",
    "instalments",
    "installments",
    "instalment",
    "installment",
    "payments",
    "months",
    "times",
    "किस्तों",
    "किस्त",
    "हिस्सों",
    "महीनों",
  ].map(plain),
);

/** `much`: parts, days or percent. */
export function wishIn(text: string, today: string): Wish | undefined {
  const tokens = tokensOf(text);
  const { percents } = figuresIn(text, []);
  if (percents.length === 1) return { kind: "discount", much: percents[0]?.value };
  const counted = numbersIn(tokens).find(
    (number) => parts.has(tokens[number.to] ?? "") || parts.has(tokens[number.to + 1] ?? ""),
  );
  if (counted) return { kind: "instalments", much: counted.value };
  if (tokens.some((token) => parts.has(token)) || /\bpayment plan\b/.test(tokens.join(" ")))
    return { kind: "instalments" };
  if (/\bdiscount\b|\b(settle|settlement) for (less|half)\b|\bhalf\b|\bless\b|छूट/u.test(plain(text)))
    return { kind: "discount" };
  const day = dateIn(text, today);
  return day === undefined ? undefined : { kind: "extension", much: daysBetween(today, day) };
}

/** The legal offer that comes nearest to the wish, and whether it is just what was asked for; none of that kind: nothing. */
export function nearestOffer(wish: Wish, offers: readonly Offer[]): { offer: Offer; isExact: boolean } | undefined {
  const ofKind = offers.filter((offer) => offer.kind === wish.kind);
  const { much } = wish;
  if (much === undefined) return ofKind.at(-1) && { offer: ofKind.at(-1) as Offer, isExact: wish.kind !== "discount" };
  const exact = ofKind.find((offer) => measure(offer) === much);
  const offer = exact ?? ofKind.at(-1);
  return offer && { offer, isExact: exact !== undefined };
}

function measure(offer: Offer): number {
  if (offer.kind === "extension") return offer.days;
  return offer.kind === "instalments" ? offer.count : offer.percent;
}
