import { describe, expect, test } from "vitest";
import type { FeeBasis } from "@/server/journeys/graph/settings";
import type { ChargeableInvoice } from "@/server/journeys/interpreter/facts";
import { lateFees } from "@/server/journeys/interpreter/late-fee";

const zone = "Europe/Berlin";
const invoice: ChargeableInvoice = {
  invoiceId: "i1",
  currency: "EUR",
  openMinor: 1_000_000,
  dueOn: "2025-05-31",
  chargedUntil: null,
  chargedMinor: 0,
  fixedCharged: false,
};
const at = (day: string) => new Date(`${day}T10:00:00Z`);
const eu: FeeBasis = { by: "eu_2011_7" };
const uk: FeeBasis = { by: "uk_1998" };

function fees(basis: FeeBasis, of: Partial<ChargeableInvoice>, day: string, more: object = {}) {
  return lateFees({ basis, ...more }, { fees: [{ ...invoice, ...of }], debtorKind: "company", zone }, at(day));
}

describe("the EU's statutory interest", () => {
  test("is the reference rate of each half-year plus 8 points, by whole days, and 40 euros once", () => {
    // 30 days of June at 3.15 + 8, then 10 of July at 2.15 + 8.
    const interestMinor = Math.floor((1_000_000 * (1115 * 30 + 1015 * 10)) / 3_650_000);
    expect(fees(eu, {}, "2025-07-11").lines).toEqual([
      {
        invoiceId: "i1",
        currency: "EUR",
        interestMinor,
        fixedMinor: 40_00,
        fromOn: "2025-06-01",
        toOn: "2025-07-10",
        days: 40,
        rateBp: 1015,
        basis: "eu_2011_7",
        capped: false,
      },
    ]);
  });

  test("goes on where it was charged until, without the 40 euros again", () => {
    const line = fees(eu, { chargedUntil: "2025-07-10", fixedCharged: true }, "2025-07-21").lines[0];
    expect(line).toMatchObject({ fromOn: "2025-07-11", days: 10, fixedMinor: 0 });
    expect(line?.interestMinor).toBe(Math.floor((1_000_000 * 1015 * 10) / 3_650_000));
  });

  test("is never guessed: an unknown half-year charges nothing unless the step names a rate", () => {
    expect(fees(eu, { dueOn: "2030-01-31" }, "2030-03-01").skipped).toEqual([{ invoiceId: "i1", why: "rate_unknown" }]);
    expect(fees(eu, { dueOn: "2030-01-31" }, "2030-03-01", { referencePercent: 2.5 }).lines[0]?.rateBp).toBe(1050);
  });

  test("is owed by businesses, in euros", () => {
    expect(fees(eu, { currency: "USD" }, "2025-07-11").skipped).toEqual([{ invoiceId: "i1", why: "currency" }]);
    const consumer = { fees: [invoice], debtorKind: "consumer" as const, zone };
    expect(lateFees({ basis: eu }, consumer, at("2025-07-11")).skipped).toEqual([{ invoiceId: "i1", why: "consumer" }]);
  });
});

describe("the UK's statutory interest", () => {
  test.each([
    [999_99, 40_00],
    [1_000_00, 70_00],
    [9_999_99, 70_00],
    [10_000_00, 100_00],
  ])("of %i pence adds %i", (openMinor, fixedMinor) => {
    expect(fees(uk, { currency: "GBP", openMinor }, "2025-07-11").lines[0]?.fixedMinor).toBe(fixedMinor);
  });

  test("keeps the base rate of the half-year in which the debt became late", () => {
    // Late since June 2025: the rate of 31 December 2024, 4.75 %, also in July.
    const line = fees(uk, { currency: "GBP" }, "2025-07-11").lines[0];
    expect(line).toMatchObject({ rateBp: 1275, days: 40 });
    expect(line?.interestMinor).toBe(Math.floor((1_000_000 * 1275 * 40) / 3_650_000));
  });
});

describe("the bounds", () => {
  const own: FeeBasis = { by: "own", annualPercent: 10, fixedMinor: 50_00, currency: "EUR" };

  test("a cap counts what was charged before, and says that it held", () => {
    expect(fees(own, { chargedMinor: 9_000 }, "2025-07-11", { capPercent: 1 }).lines[0]).toMatchObject({
      interestMinor: 1_000,
      fixedMinor: 0,
      capped: true,
    });
    expect(fees(own, { chargedMinor: 10_000 }, "2025-07-11", { capPercent: 1 }).skipped[0]?.why).toBe("cap_reached");
  });

  test("nothing is charged before the first day after the due day is over, twice for a day, or for too little", () => {
    expect(fees(own, {}, "2025-06-01").skipped[0]?.why).toBe("nothing_new");
    expect(fees(own, {}, "2025-06-02").lines[0]).toMatchObject({ days: 1, fromOn: "2025-06-01", toOn: "2025-06-01" });
    const again = { chargedUntil: "2025-07-10", fixedCharged: true };
    expect(fees(own, again, "2025-07-11").skipped[0]?.why).toBe("nothing_new");
    expect(fees(own, {}, "2025-06-02", { minMinor: 1_000_00 }).skipped[0]?.why).toBe("too_small");
  });
});
