import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, type OpenInvoice, unwind } from "@/server/payments/lines/allocate";
import { chooseLines } from "@/server/payments/lines/choose-lines";

const invoices = fc.uniqueArray(
  fc.record({
    invoiceId: fc.integer({ min: 0, max: 40 }).map((n) => `i${n}`),
    currency: fc.constantFrom("USD", "EUR", "JPY"),
    openMinor: fc.integer({ min: 0, max: 5_000_000_000 }),
    dueOn: fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01"),
  }),
  { selector: (invoice) => invoice.invoiceId, maxLength: 20 },
);
const payment = fc.record({
  currency: fc.constantFrom("USD", "EUR", "JPY"),
  amountMinor: fc.integer({ min: 1, max: 20_000_000_000 }),
});
const lines = fc.option(
  fc.array(
    fc.record({
      invoiceId: fc.integer({ min: 0, max: 45 }).map((n) => `i${n}`),
      amountMinor: fc.integer({ min: -5, max: 6_000_000_000 }),
    }),
    { maxLength: 20 },
  ),
  { nil: undefined },
);
const sum = (values: { amountMinor: number }[]) => values.reduce((total, value) => total + value.amountMinor, 0);

test("what is allocated and what is left always add up to the payment", () => {
  fc.assert(
    fc.property(payment, invoices, lines, (paid, open, wanted) => {
      const result = allocate(paid, open, wanted);
      expect(sum(result.allocations) + result.unallocatedMinor).toBe(paid.amountMinor);
      expect(result.unallocatedMinor).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("no invoice gets more than is open on it, nor money of another currency", () => {
  fc.assert(
    fc.property(payment, invoices, lines, (paid, open, wanted) => {
      const byId = new Map<string, OpenInvoice>(open.map((invoice) => [invoice.invoiceId, invoice]));
      const { allocations } = allocate(paid, open, wanted);
      expect(new Set(allocations.map((line) => line.invoiceId)).size).toBe(allocations.length);
      for (const line of allocations) {
        const invoice = byId.get(line.invoiceId);
        expect(invoice?.currency).toBe(paid.currency);
        expect(line.amountMinor).toBeGreaterThan(0);
        expect(line.amountMinor).toBeLessThanOrEqual(invoice?.openMinor ?? 0);
      }
    }),
  );
});

test("the order in which invoices are loaded does not change the allocation", () => {
  fc.assert(
    fc.property(payment, invoices, (paid, open) => {
      expect(allocate(paid, [...open].reverse())).toEqual(allocate(paid, open));
    }),
  );
});

test("without lines money is left over only when every invoice of its currency is settled", () => {
  fc.assert(
    fc.property(payment, invoices, (paid, open) => {
      const owed = open.filter((i) => i.currency === paid.currency).reduce((total, i) => total + i.openMinor, 0);
      expect(allocate(paid, open).unallocatedMinor).toBe(Math.max(0, paid.amountMinor - owed));
    }),
  );
});

test("the oldest due invoice is paid first", () => {
  const open = [
    { invoiceId: "b", currency: "USD", openMinor: 500, dueOn: "2026-02-01" },
    { invoiceId: "a", currency: "USD", openMinor: 500, dueOn: "2026-01-01" },
  ];
  expect(allocate({ currency: "USD", amountMinor: 700 }, open).allocations).toEqual([
    { invoiceId: "a", amountMinor: 500 },
    { invoiceId: "b", amountMinor: 200 },
  ]);
});

test("taking money back keeps exactly what is left, and gives no invoice more than it had", () => {
  fc.assert(
    fc.property(payment, invoices, fc.integer({ min: 0, max: 20_000_000_000 }), (paid, open, keptMinor) => {
      const { allocations } = allocate(paid, open);
      const kept = unwind(allocations, keptMinor);
      expect(sum(kept)).toBe(Math.min(sum(allocations), keptMinor));
      const had = new Map(allocations.map((line) => [line.invoiceId, line.amountMinor]));
      for (const line of kept) expect(line.amountMinor).toBeLessThanOrEqual(had.get(line.invoiceId) ?? 0);
    }),
  );
});

test("a choice is never for more than is open, never for nothing, and never of two currencies", () => {
  const choice = fc.oneof(
    fc.constant({ kind: "all" as const }),
    fc.record({
      kind: fc.constant("some" as const),
      invoiceIds: fc.array(fc.integer({ min: 0, max: 45 }).map((n) => `i${n}`)),
      amountMinor: fc.option(fc.integer({ min: -10, max: 20_000_000_000 }), { nil: undefined }),
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom("USD", "EUR", "JPY"), invoices, choice, (currency, open, wanted) => {
      const chosen = chooseLines(currency, open, wanted);
      if ("problem" in chosen) return;
      const owed = open.filter((i) => i.currency === currency).reduce((total, i) => total + i.openMinor, 0);
      expect(chosen.amountMinor).toBeGreaterThan(0);
      expect(chosen.amountMinor).toBeLessThanOrEqual(owed);
      expect(sum(chosen.lines)).toBe(chosen.amountMinor);
    }),
  );
});
