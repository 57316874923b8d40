// What a campaign brought in that would not have come anyway. Safe in the browser.
import { z } from "zod";
import type { Interval } from "@/server/campaigns/experiment/confidence-sequence";
import type { ArmComparison, ArmSummary } from "@/server/campaigns/experiment/verdict";
import { publicId } from "@/server/public-ids";

export const experimentInput = z.object({
  campaignId: publicId("campaign"),
  /** Without one: that in which the campaign chases the most debtors. */
  currency: z.string().length(3).optional(),
});

/** Who is watched for less is counted for as long as that; nobody for longer. */
export const HORIZON_DAYS = 60;

export type Experiment = {
  currency: string;
  currencies: string[];
  horizonDays: number;
  comparison: ArmComparison;
};

/** One arm of a split, and how it stands against the one that the others are measured against. */
export type SplitArm = {
  id: string;
  label: string;
  holdout: boolean;
  /** In the currency that is looked at. */
  summary: ArmSummary;
  /** Of all its debtors, whatever they owe. */
  debtors: number;
  contacts: number;
  optedOut: number;
  /** Null of the one that the others are measured against. */
  against: {
    verdict: ArmComparison["verdict"];
    needed: ArmComparison["needed"];
    recoveredShare: Interval;
    daysToPay: Interval;
    /** For one look: shown, no verdict is read off them. */
    paidShare: Interval;
    optedOutShare: Interval;
  } | null;
};

export type Split = { nodeId: string; title: string | null; arms: SplitArm[] };

export type SplitResults = { currency: string; currencies: string[]; horizonDays: number; splits: Split[] };
