// What a campaign brought in that would not have come anyway. Safe in the browser.
import { z } from "zod";
import type { ArmComparison } from "@/server/campaigns/experiment/verdict";
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
