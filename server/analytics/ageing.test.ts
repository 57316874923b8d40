import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageingOf, bucketOf, buckets, dueDaysOf, type OpenLine } from "@/server/analytics/ageing";
import { addDays } from "@/server/time/calendar";

const day = fc.integer({ min: 0, max: 12_000 }).map((offset) => addDays("2000-01-01", offset));
const line = fc.record({
  currency: fc.constantFrom("USD", "EUR", "JPY"),
  dueOn: day,
  openMinor: fc.integer({ min: 1, max: 5_000_000_00 }),
});

describe("ageing", () => {
  test("an invoice is current on its due day and overdue the day after", () => {
    expect(bucketOf("2026-03-02", "2026-03-02")).toBe("current");
    expect(bucketOf("2026-03-01", "2026-03-02")).toBe("days_1_30");
  });

  test.each([
    ["2026-02-01", "days_1_30", 30],
    ["2026-01-31", "days_31_60", 31],
    ["2026-01-02", "days_31_60", 60],
    ["2026-01-01", "days_61_90", 61],
    ["2025-12-03", "days_61_90", 90],
    ["2025-12-02", "days_over_90", 91],
  ] as const)("due %s as of 2026-03-03 is %s (%i days)", (dueOn, bucket, _days) => {
    expect(bucketOf(dueOn, "2026-03-03")).toBe(bucket);
  });

  test("every open cent is in exactly one bucket of its own currency", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), day, (lines, asOf) => {
        const ageing = ageingOf(lines, asOf);
        for (const { currency, openMinor, count, buckets: rows } of ageing) {
          const own = lines.filter((each) => each.currency === currency);
          expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(sum(own));
          expect(openMinor).toBe(sum(own));
          expect(count).toBe(own.length);
        }
        expect(ageing.map((each) => each.currency).sort()).toEqual([...new Set(lines.map((l) => l.currency))].sort());
      }),
    );
  });

  test("the due days of a bucket hold exactly the invoices of that bucket", () => {
    fc.assert(
      fc.property(day, day, (dueOn, asOf) => {
        const holding = buckets.filter((bucket) => {
          const { dueFrom, dueTo } = dueDaysOf(bucket, asOf);
          return (dueFrom === null || dueOn >= dueFrom) && (dueTo === null || dueOn <= dueTo);
        });
        expect(holding).toEqual([bucketOf(dueOn, asOf)]);
      }),
    );
  });

  test("as time passes an invoice only moves to later buckets", () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 400 }), (dueOn, asOf, later) => {
        const before = buckets.indexOf(bucketOf(dueOn, asOf));
        expect(buckets.indexOf(bucketOf(dueOn, addDays(asOf, later)))).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

const sum = (lines: OpenLine[]) => lines.reduce((total, each) => total + each.openMinor, 0);
