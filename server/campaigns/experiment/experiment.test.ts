import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differenceAtEveryLook, sampleOf, sequenceHalfWidth } from "@/server/campaigns/experiment/confidence-sequence";
import { restrictedMeanDays } from "@/server/campaigns/experiment/restricted-mean";
import { type Arm, compareArms } from "@/server/campaigns/experiment/verdict";
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { propertyRuns } from "@/server/testing/property-runs";

const chance = (seed: string) => seededChance(seed, standingClock(new Date("2026-01-01T00:00:00Z"))).fraction;

type ArmDebtor = { chasedMinor: number; recoveredMinor: number; paid: boolean; days: number };

const armOf = (debtors: readonly ArmDebtor[]): Arm => ({
  share: sampleOf(debtors.map((debtor) => debtor.recoveredMinor / debtor.chasedMinor)),
  chasedMinor: debtors.reduce((sum, debtor) => sum + debtor.chasedMinor, 0),
  recoveredMinor: debtors.reduce((sum, debtor) => sum + debtor.recoveredMinor, 0),
  watched: debtors.map(({ days, paid }) => ({ days, paid, debtors: 1 })),
});
const compare = (treated: ArmDebtor[], control: ArmDebtor[]) => compareArms(armOf(treated), armOf(control), 60);

/** A debtor who pays all with `probability`, within 60 days. */
function debtor(fraction: () => number, probability: number): ArmDebtor {
  const paid = fraction() < probability;
  const chasedMinor = 10_000 + Math.floor(fraction() * 990_000);
  return {
    chasedMinor,
    recoveredMinor: paid ? chasedMinor : 0,
    paid,
    days: paid ? 1 + Math.floor(fraction() * 59) : 60,
  };
}

describe("intervals that hold at every look", () => {
  test("watched daily, two arms alike are called different in fewer than 1 of 20 experiments", () => {
    const runs = propertyRuns(400);
    let wrong = 0;
    for (let run = 0; run < runs; run += 1) {
      const fraction = chance(`alike-${run}`);
      const arms: [ArmDebtor[], ArmDebtor[]] = [[], []];
      for (let look = 0; look < 40; look += 1) {
        for (let n = 0; n < 18; n += 1) arms[0].push(debtor(fraction, 0.3));
        for (let n = 0; n < 2; n += 1) arms[1].push(debtor(fraction, 0.3));
        const { verdict } = compare(arms[0], arms[1]);
        if (verdict === "better" || verdict === "worse") {
          wrong += 1;
          break;
        }
      }
    }
    expect(wrong / runs).toBeLessThan(0.05);
  });

  test("an ordinary interval watched the same way errs far more often, so the test above can fail", () => {
    const runs = 200;
    let wrong = 0;
    for (let run = 0; run < runs; run += 1) {
      const fraction = chance(`alike-${run}`);
      const arms: [number[], number[]] = [[], []];
      for (let look = 0; look < 40; look += 1) {
        for (let n = 0; n < 18; n += 1) arms[0].push(fraction() < 0.3 ? 1 : 0);
        for (let n = 0; n < 2; n += 1) arms[1].push(fraction() < 0.3 ? 1 : 0);
        if (arms[1].length < 10) continue;
        const [a, b] = [sampleOf(arms[0]), sampleOf(arms[1])];
        if (Math.abs(a.mean - b.mean) > 1.96 * Math.sqrt(a.variance / a.count + b.variance / b.count)) {
          wrong += 1;
          break;
        }
      }
    }
    expect(wrong / runs).toBeGreaterThan(0.15);
  });

  test("a real effect of a campaign is found", () => {
    const fraction = chance("effect");
    const treated = Array.from({ length: 900 }, () => debtor(fraction, 0.55));
    const control = Array.from({ length: 100 }, () => debtor(fraction, 0.2));
    const found = compare(treated, control);
    expect(found.verdict).toBe("better");
    expect(found.recoveredShare.low).toBeLessThan(0.35);
    expect(found.recoveredShare.high).toBeGreaterThan(0.35);
    expect(found.recoveredMinor.estimate).toBeGreaterThan(0);
    expect(found.daysToPay.high).toBeLessThan(0);
  });

  test("a campaign that does harm is called worse", () => {
    const fraction = chance("harm");
    const treated = Array.from({ length: 600 }, () => debtor(fraction, 0.2));
    const control = Array.from({ length: 400 }, () => debtor(fraction, 0.6));
    expect(compare(treated, control).verdict).toBe("worse");
  });

  test("before the arms are large enough nothing is claimed, and what is missing is said", () => {
    const fraction = chance("small");
    const treated = Array.from({ length: 900 }, () => debtor(fraction, 0.9));
    const control = Array.from({ length: 20 }, () => debtor(fraction, 0));
    expect(compare(treated, control)).toMatchObject({ verdict: "too_early", needed: { debtors: 30, paid: 0 } });
    expect(compare([], [])).toMatchObject({ verdict: "too_early", needed: { debtors: 50, paid: 10 } });
  });

  test("an arm of one says nothing", () => {
    const interval = differenceAtEveryLook({ count: 1, mean: 1, variance: 0 }, { count: 500, mean: 0, variance: 1 });
    expect([interval.low, interval.high]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test("more debtors never widen an interval", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), (count) => {
        expect(sequenceHalfWidth(count + 1, 1, 0.05)).toBeLessThan(sequenceHalfWidth(count, 1, 0.05));
      }),
    );
  });
});

describe("days to payment", () => {
  const watched = fc.record({
    days: fc.integer({ min: 1, max: 120 }),
    paid: fc.constant(true),
    debtors: fc.constant(1),
  });

  test("where everybody was watched to the end it is the plain mean, cut at the horizon", () => {
    fc.assert(
      fc.property(
        fc.array(watched, { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 10, max: 90 }),
        (all, horizon) => {
          const cut = all.map(({ days }) => Math.min(days, horizon));
          const plain = sampleOf(cut);
          const { mean, variance } = restrictedMeanDays(all, horizon);
          expect(mean).toBeCloseTo(plain.mean, 8);
          expect(variance).toBeCloseTo((plain.variance * (plain.count - 1)) / plain.count, 6);
        },
      ),
    );
  });

  test("who is still being watched counts for as long as that, not as never paying", () => {
    const { mean } = restrictedMeanDays(
      [
        { days: 10, paid: true, debtors: 1 },
        { days: 5, paid: false, debtors: 1 },
        { days: 20, paid: true, debtors: 2 },
      ],
      30,
    );
    // By hand: 1 until day 10 (3 at risk, 1 pays), 2/3 until day 20, then 0.
    expect(mean).toBeCloseTo(10 + (2 / 3) * 10, 10);
  });

  test("nobody paid: the horizon", () => {
    expect(restrictedMeanDays([{ days: 90, paid: false, debtors: 3 }], 60).mean).toBe(60);
  });
});

test("a sample's variance is unbiased and survives large amounts", () => {
  const sample = sampleOf([1e12 + 4, 1e12 + 7, 1e12 + 13, 1e12 + 16]);
  expect(sample.mean).toBeCloseTo(1e12 + 10, 3);
  expect(sample.variance).toBeCloseTo(30, 6);
});
