// What an experiment says, in one word, and no sooner than it can. Pure.
import { differenceAtEveryLook, type Interval, type Sample } from "@/server/campaigns/experiment/confidence-sequence";
import { restrictedMeanDays, type Watched } from "@/server/campaigns/experiment/restricted-mean";

/** One arm, added up: each debtor's recovered share of what is chased, the money in minor units, and how long it took. */
export type Arm = {
  /** Over debtors, each 0 to 1. */
  share: Sample;
  chasedMinor: number;
  recoveredMinor: number;
  watched: readonly Watched[];
};

/** Below these an interval would lean on an approximation that does not hold yet. */
const ARM_DEBTORS_MIN = 50;
const ARM_PAID_MIN = 10;

export type ArmComparison = {
  /** `too_early`: one of the arms is too small, `needed` says what is missing; `no_difference_yet`: the interval holds zero. */
  verdict: "too_early" | "better" | "worse" | "no_difference_yet";
  needed: { debtors: number; paid: number };
  /** Share of the chased money recovered, a debtor's average, 0 to 1: treated − control. */
  recoveredShare: Interval;
  /** What that share is in money over all treated debtors: more came in because they were chased. Minor units. */
  recoveredMinor: Interval;
  /** Days to payment within the horizon: treated − control; negative is sooner. */
  daysToPay: Interval;
  treated: ArmSummary;
  control: ArmSummary;
};

export type ArmSummary = {
  debtors: number;
  paid: number;
  chasedMinor: number;
  recoveredMinor: number;
  recoveredShare: number;
  daysToPay: number;
};

/**
 * Compares an arm with the control (the holdout, or the other half of an A/B). The verdict is about the recovered share;
 * both intervals hold at every look, at 95 % together (each at 97.5 %). Looking daily does not inflate the error, and
 * neither does comparing several arms with the same control: `comparisons` share the 5 % (Bonferroni).
 */
export function compareArms(treated: Arm, control: Arm, horizonDays: number, comparisons = 1): ArmComparison {
  const alpha = 0.025 / comparisons;
  const days = [treated, control].map((arm) => restrictedMeanDays(arm.watched, horizonDays)) as [Sample, Sample];
  const recoveredShare = differenceAtEveryLook(treated.share, control.share, alpha);
  const summaries = [summarise(treated, days[0]), summarise(control, days[1])] as const;
  const needed = {
    debtors: Math.max(0, ...summaries.map((arm) => ARM_DEBTORS_MIN - arm.debtors)),
    paid: Math.max(0, ARM_PAID_MIN - summaries[0].paid - summaries[1].paid),
  };
  const { chasedMinor } = treated;
  return {
    verdict: needed.debtors > 0 || needed.paid > 0 ? "too_early" : readInterval(recoveredShare),
    needed,
    recoveredShare,
    recoveredMinor: {
      estimate: Math.round(recoveredShare.estimate * chasedMinor),
      low: recoveredShare.low * chasedMinor,
      high: recoveredShare.high * chasedMinor,
    },
    daysToPay: differenceAtEveryLook(...days, alpha),
    treated: summaries[0],
    control: summaries[1],
  };
}

function readInterval({ low, high }: Interval): "better" | "worse" | "no_difference_yet" {
  if (low > 0) return "better";
  if (high < 0) return "worse";
  return "no_difference_yet";
}

function summarise({ share, chasedMinor, recoveredMinor, watched }: Arm, days: Sample): ArmSummary {
  return {
    debtors: share.count,
    paid: watched.reduce((sum, each) => sum + (each.paid ? each.debtors : 0), 0),
    chasedMinor,
    recoveredMinor,
    recoveredShare: share.mean,
    daysToPay: days.mean,
  };
}
