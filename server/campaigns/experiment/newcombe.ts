// How sure a share is, and how sure the difference of two: right also for few debtors and for shares near 0 and 1. Pure.
import type { Interval } from "@/server/campaigns/experiment/confidence-sequence";

/** Of `of` debtors, `hits` did it. */
export type Share = { hits: number; of: number };

/** The 97.5th percentile of the normal distribution: intervals of 95 %. */
const Z = 1.959963984540054;

/** Wilson's score interval for a share. Wilson 1927; Newcombe, Statistics in Medicine 17 (1998) 857–872, method 3. */
export function wilson({ hits, of }: Share): Interval {
  if (of === 0) return { estimate: 0, low: 0, high: 1 };
  const estimate = hits / of;
  const middle = 2 * hits + Z * Z;
  const half = Z * Math.sqrt(Z * Z + 4 * hits * (1 - estimate));
  const scale = 2 * (of + Z * Z);
  return { estimate, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/**
 * The difference `one − other` of two independent shares, from their score intervals: Newcombe, Statistics in Medicine 17
 * (1998) 873–890, method 10. An interval for one look: it is shown, no verdict is read off it.
 */
export function differenceOfShares(one: Share, other: Share): Interval {
  const [a, b] = [wilson(one), wilson(other)];
  const estimate = a.estimate - b.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(a.estimate - a.low, b.high - b.estimate),
    high: estimate + Math.hypot(a.high - a.estimate, b.estimate - b.low),
  };
}
