// How many days money takes, where some has not come yet: the restricted mean of a Kaplan-Meier curve. Pure.

/** So many debtors: days since entry, and whether these ended in payment or the debtors are still being watched. */
export type Watched = { days: number; paid: boolean; debtors: number };

/**
 * The mean number of days to payment within `horizonDays` (who has not paid by then counts as the horizon), from debtors
 * some of whom have been watched for less. `variance` is that of one debtor's contribution, so that mean and variance
 * read like any other sample. Kaplan & Meier 1958; variance by Greenwood's formula (Irwin 1949).
 */
export function restrictedMeanDays(
  watched: readonly Watched[],
  horizonDays: number,
): { count: number; mean: number; variance: number } {
  const steps = survivalSteps(watched, horizonDays);
  // Area under the curve, step by step; `after[i]`: what of it lies behind step i.
  const areas = steps.map((step, index) => step.survival * ((steps[index + 1]?.day ?? horizonDays) - step.day));
  const mean = areas.reduce((sum, area) => sum + area, 0);
  let after = mean - (areas[0] ?? 0);
  let variance = 0;
  for (let index = 1; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step) continue;
    const { atRisk, paid } = step;
    if (atRisk > paid) variance += (after * after * paid) / (atRisk * (atRisk - paid));
    after -= areas[index] ?? 0;
  }
  const count = steps[0]?.atRisk ?? 0;
  return { count, mean, variance: variance * count };
}

type SurvivalStep = { day: number; atRisk: number; paid: number; survival: number };

/** From day 0 on, one step a day on which somebody paid before the horizon. */
function survivalSteps(watched: readonly Watched[], horizonDays: number): SurvivalStep[] {
  const days = new Map<number, { left: number; paid: number }>();
  let atRisk = 0;
  for (const { days: day, paid, debtors } of watched) {
    const known = days.get(day) ?? { left: 0, paid: 0 };
    days.set(day, { left: known.left + debtors, paid: known.paid + (paid ? debtors : 0) });
    atRisk += debtors;
  }
  const steps: SurvivalStep[] = [{ day: 0, atRisk, paid: 0, survival: 1 }];
  let survival = 1;
  for (const [day, { left, paid }] of [...days].sort(([a], [b]) => a - b)) {
    if (day >= horizonDays) break;
    if (paid > 0) {
      survival *= 1 - paid / atRisk;
      steps.push({ day, atRisk, paid, survival });
    }
    atRisk -= left;
  }
  return steps;
}
