// How a campaign goes, step by step. Safe in the browser.
import { z } from "zod";
import type { CampaignGoal } from "@/server/campaigns/plan-contract";
import { publicId } from "@/server/public-ids";

export const progressInput = z.object({ campaignId: publicId("campaign") });

export type StepCounts = {
  nodeId: string;
  entered: number;
  /** Stand there now, paused ones included. */
  waiting: number;
  passed: number;
  /** Refused by policy, or could not go on. */
  failed: number;
};

/** What came in from debtors whose last touch this step made, one amount a currency. */
export type StepMoney = { nodeId: string; recovered: { currency: string; amountMinor: number }[] };

export type CampaignProgress = {
  steps: StepMoney[];
  /** Of everything the campaign chases, what came in since each debtor entered; the holdout's money is not in it. */
  recovered: { currency: string; amountMinor: number }[];
  goal: { goal: CampaignGoal; reached: number; percent: number } | null;
};
