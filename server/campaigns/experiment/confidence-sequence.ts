// Intervals that hold at every look. A campaign is watched daily: an ordinary 95 % interval, looked at daily and acted on
// when it excludes zero, errs far more often than 1 in 20. These do not, however often one looks. Pure.

/** What is known of one arm: how many debtors, the mean of what is measured, and its variance between debtors. */
export type Sample = { count: number; mean: number; variance: number };

export type Interval = { estimate: number; low: number; high: number };

/** Where the sequence is tightest, in debtors of both arms: about the size at which a decision is first worth having. */
const TUNED_FOR = 400;

/**
 * Half the width of an asymptotic confidence sequence for a mean of `count` observations with standard deviation
 * `deviation`: it covers at all times at once with probability 1 − `alpha`.
 * Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: Time-uniform central limit theory and asymptotic confidence sequences
 * (Annals of Statistics 2024), theorem 2.2; rho by their equation for tightness at a chosen time.
 */
export function sequenceHalfWidth(count: number, deviation: number, alpha: number): number {
  if (count < 2) return Number.POSITIVE_INFINITY;
  const logAlpha = -2 * Math.log(alpha);
  const rhoSquared = (logAlpha + Math.log(logAlpha + 1)) / TUNED_FOR;
  const grown = count * rhoSquared + 1;
  return deviation * Math.sqrt(((2 * grown) / (count * count * rhoSquared)) * Math.log(Math.sqrt(grown) / alpha));
}

/**
 * The difference `treated − control` of two means with an interval that holds at every look. In the units of what was
 * measured. An arm of fewer than two says nothing: the interval is unbounded.
 */
export function differenceAtEveryLook(treated: Sample, control: Sample, alpha = 0.05): Interval {
  const estimate = treated.mean - control.mean;
  if (treated.count < 2 || control.count < 2) {
    return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  }
  const count = treated.count + control.count;
  // The variance of one pseudo-observation whose mean over all debtors is the difference.
  const variance = count * (treated.variance / treated.count + control.variance / control.count);
  const half = sequenceHalfWidth(count, Math.sqrt(variance), alpha);
  return { estimate, low: estimate - half, high: estimate + half };
}

/** Count, mean and unbiased variance; Welford's update, so that large amounts lose no digits. */
export function sampleOf(values: Iterable<number>): Sample {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    count += 1;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 };
}
