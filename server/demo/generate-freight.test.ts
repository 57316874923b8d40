import { expect, test } from "vitest";
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { generateFreight } from "@/server/demo/generate-freight";

const today = "2026-03-02";
const chanceOf = (seed: string) => seededChance(seed, standingClock(new Date("2026-03-02T12:00:00Z"))).fraction;
const make = (seed: string) => generateFreight({ debtors: 80, today, chance: chanceOf(seed) });

test("the same seed makes the same debtors, another seed others", () => {
  expect(make("a")).toEqual(make("a"));
  expect(make("a")).not.toEqual(make("b"));
});

test("addresses are reserved ones, so that nobody real can ever be reached", () => {
  for (const contact of make("a").flatMap((debtor) => debtor.contacts)) {
    expect(contact.email).toMatch(/\.example\.com$/);
    if (contact.phone)
      expect(contact.phone).toMatch(/^\+(1\d{3}55501\d\d|4477009000\d\d|4930231250\d\d|336399800\d\d|614915701\d\d)$/);
  }
});

test("invoices are plausible: issued before due, never paid before issued or after today, in several currencies", () => {
  const debtors = make("a");
  const invoices = debtors.flatMap((debtor) => debtor.invoices);
  for (const invoice of invoices) {
    expect(invoice.issuedOn < invoice.dueOn).toBe(true);
    for (const payment of invoice.payments) {
      expect(payment.on >= invoice.issuedOn && payment.on < today).toBe(true);
      expect(payment.amountMinor).toBeLessThanOrEqual(invoice.amountMinor);
    }
  }
  expect(new Set(invoices.map((invoice) => invoice.number)).size).toBe(invoices.length);
  expect(new Set(invoices.map((invoice) => invoice.currency)).size).toBeGreaterThan(3);
  expect(new Set(debtors.map((debtor) => debtor.kind)).size).toBe(3);
  expect(invoices.some((invoice) => invoice.dueOn < today && invoice.payments.length === 0)).toBe(true);
});
