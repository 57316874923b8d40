import fc from "fast-check";
import { expect, test } from "vitest";
import { headlines, legalOffers } from "@/server/flows/offers/legal";
import type { OfferPolicy } from "@/server/flows/offers/policy";
import { nearestOffer, wishIn } from "@/server/flows/offers/wish";
import { addDays } from "@/server/time/calendar";

const today = "2026-03-02";
const policy: OfferPolicy = {
  extension: { daysMax: 14 },
  instalments: { countMax: 4, everyDays: 30, firstPercentMin: 25 },
  discount: { percentMax: 10, withinDays: 5 },
};
const owed = [{ openMinor: 100_000, currency: "USD" }];

test("whatever the policy and the balance, no offer goes beyond the policy, and every offer adds up", () => {
  const somePolicy = fc.record(
    {
      extension: fc.record({ daysMax: fc.integer({ min: 1, max: 90 }) }),
      instalments: fc.record({
        countMax: fc.integer({ min: 2, max: 24 }),
        everyDays: fc.integer({ min: 7, max: 31 }),
        firstPercentMin: fc.integer({ min: 1, max: 100 }),
      }),
      discount: fc.record({ percentMax: fc.integer({ min: 1, max: 50 }), withinDays: fc.integer({ min: 1, max: 30 }) }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(somePolicy, fc.integer({ min: 1, max: 1_000_000_000 }), (limits, openMinor) => {
      for (const offer of legalOffers(limits, [{ openMinor, currency: "USD" }], today)) {
        const sum = offer.payments.reduce((so, payment) => so + payment.amountMinor, 0);
        expect(sum).toBe(offer.kind === "discount" ? openMinor - offer.givenMinor : openMinor);
        expect(offer.payments.every((payment) => payment.amountMinor > 0 && payment.dueOn >= today)).toBe(true);
        if (offer.kind === "extension") expect(offer.days).toBeLessThanOrEqual(limits.extension?.daysMax ?? 0);
        if (offer.kind === "discount") {
          expect(offer.givenMinor * 100).toBeLessThanOrEqual(openMinor * (limits.discount?.percentMax ?? 0));
          expect(offer.payments[0]?.dueOn).toBe(addDays(today, limits.discount?.withinDays ?? 0));
        }
        if (offer.kind === "instalments") {
          expect(offer.count).toBeLessThanOrEqual(limits.instalments?.countMax ?? 0);
          expect(offer.payments).toHaveLength(offer.count);
          expect((offer.payments[0]?.amountMinor ?? 0) * 100).toBeGreaterThanOrEqual(
            openMinor * (limits.instalments?.firstPercentMin ?? 0),
          );
        }
      }
    }),
  );
});

test("nothing is offered where nothing is open, or where it is open in several currencies", () => {
  expect(legalOffers(policy, [{ openMinor: 0, currency: "USD" }], today)).toEqual([]);
  expect(legalOffers(policy, [...owed, { openMinor: 5, currency: "EUR" }], today)).toEqual([]);
});

test("unasked, more time comes before instalments, and instalments before money", () => {
  expect(headlines(legalOffers(policy, owed, today)).map((offer) => offer.id)).toEqual([
    "extension_14",
    "instalments_4",
    "discount_5",
    "discount_10",
  ]);
});

test.each([
  ["can I pay in three parts", "instalments_3", true],
  ["six installments", "instalments_4", false],
  ["तीन किस्तों में", "instalments_3", true],
  ["by Friday", "extension_4", true],
  ["in thirty days", "extension_14", false],
  ["give me 10 percent off", "discount_10", true],
  ["give me 50% off", "discount_10", false],
  ["I want a discount", "discount_10", false],
  ["maybe", undefined, undefined],
])("%s: at most %s", (text, id, isExact) => {
  const wish = wishIn(text, today);
  const nearest = wish && nearestOffer(wish, legalOffers(policy, owed, today));
  expect([nearest?.offer.id, nearest?.isExact]).toEqual([id, isExact]);
});

test("of a kind that the policy does not have there is nothing near", () => {
  const wish = wishIn("give me 50% off", today);
  expect(wish && nearestOffer(wish, legalOffers({ extension: { daysMax: 7 } }, owed, today))).toBeUndefined();
});
