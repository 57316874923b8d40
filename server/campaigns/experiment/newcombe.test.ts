import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differenceOfShares, wilson } from "@/server/campaigns/experiment/newcombe";
import { sfc32 } from "@/server/sfc32";

const share = fc
  .integer({ min: 1, max: 5_000 })
  .chain((of) => fc.record({ hits: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));

describe("intervals of shares", () => {
  test("are those that the papers print", () => {
    // Newcombe 1998, table I of both papers.
    const one = wilson({ hits: 81, of: 263 });
    expect([one.low, one.high].map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    const zero = wilson({ hits: 0, of: 20 });
    expect([zero.low, zero.high].map((x) => x.toFixed(4))).toEqual(["0.0000", "0.1611"]);
    const difference = (a: number, m: number, b: number, n: number) => {
      const { low, high } = differenceOfShares({ hits: a, of: m }, { hits: b, of: n });
      return [low, high].map((x) => x.toFixed(4));
    };
    expect(difference(56, 70, 48, 80)).toEqual(["0.0524", "0.3339"]);
    expect(difference(9, 10, 3, 10)).toEqual(["0.1705", "0.8090"]);
    expect(difference(5, 56, 0, 29)).toEqual(["-0.0381", "0.1926"]);
    expect(difference(10, 10, 0, 20)).toEqual(["0.6791", "1.0000"]);
  });

  test("hold what was seen, never leave what is possible, and turn round with their arms", () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const { estimate, low, high } = differenceOfShares(a, b);
        expect(low).toBeLessThanOrEqual(estimate + 1e-12);
        expect(high).toBeGreaterThanOrEqual(estimate - 1e-12);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        const turned = differenceOfShares(b, a);
        expect(turned.low).toBeCloseTo(-high, 12);
        expect(turned.high).toBeCloseTo(-low, 12);
      }),
    );
  });

  test("hold the truth about 19 times of 20, also of few debtors and of rare events", () => {
    const next = sfc32("newcombe");
    const draw = (of: number, share: number) => {
      let hits = 0;
      for (let n = 0; n < of; n += 1) if (next() / 2 ** 32 < share) hits += 1;
      return { hits, of };
    };
    for (const [m, p, n, q] of [
      [20, 0.5, 20, 0.5],
      [40, 0.1, 15, 0.3],
      [200, 0.02, 150, 0.02],
    ] as const) {
      let held = 0;
      for (let run = 0; run < 2_000; run += 1) {
        const { low, high } = differenceOfShares(draw(m, p), draw(n, q));
        if (low <= p - q && p - q <= high) held += 1;
      }
      expect(held / 2_000).toBeGreaterThan(0.935);
    }
  });

  test("an arm without debtors says nothing", () => {
    expect(wilson({ hits: 0, of: 0 })).toMatchObject({ low: 0, high: 1 });
  });
});
