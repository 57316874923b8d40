// The campaign's budget and pace for the debtors that are followed, where they stand for more. Pure.
import type { CampaignPlan } from "@/server/campaigns/plan-contract";
import type { CampaignLimits } from "@/server/journeys/simulation/spending";

/** `scale`: how many debtors each that is followed stands for: they get that part of the limits, at least one of each. */
export function scaledLimits({ budget, pace }: CampaignPlan, scale: number): CampaignLimits | undefined {
  if (!budget && !pace) return undefined;
  const part = (of: number) => Math.max(1, Math.round(of / scale));
  return {
    budget: budget
      ? {
          ...(budget.touches !== undefined && { touches: part(budget.touches) }),
          ...(budget.cost && { cost: { ...budget.cost, amountMinor: part(budget.cost.amountMinor) } }),
        }
      : null,
    pace: Object.fromEntries(Object.entries(pace ?? {}).map(([channel, perHour]) => [channel, part(perHour)])),
  };
}
