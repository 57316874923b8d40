// How a campaign is run, beside whom it takes in: when, how fast, at what cost, towards what. Safe in the browser.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";

const amount = z.object({
  amountMinor: z.number().int().min(1).max(1_000_000_000_000),
  currency: z.string().length(3),
});

/** Shown as progress; reaching it ends nothing. */
export const campaignGoal = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("recovered"), ...amount.shape }),
  /** Of the debtors taken in, how many have paid all that is chased. */
  z.object({ kind: z.literal("settled_share"), percent: z.number().int().min(1).max(100) }),
]);
export type CampaignGoal = z.infer<typeof campaignGoal>;

/** Millionths of the currency's unit: an e-mail costs a fraction of a cent. */
const micros = z.number().int().min(0).max(1_000_000_000);

/** Once it is spent the campaign pauses itself and a person is asked. */
export const campaignBudget = z
  .object({
    touches: z.number().int().min(1).max(100_000_000).optional(),
    cost: amount.extend({ perTouchMicros: z.record(channel, micros) }).optional(),
  })
  .refine((budget) => budget.touches !== undefined || budget.cost !== undefined, {
    message: "A budget names touches or money.",
  });
export type CampaignBudget = z.infer<typeof campaignBudget>;

/** At most so many touches an hour on a channel. */
export const campaignPace = z.partialRecord(channel, z.number().int().min(1).max(1_000_000));
export type CampaignPace = z.infer<typeof campaignPace>;

const HOLDOUT_PERCENT_MAX = 50;
export const PRIORITY_DEFAULT = 50;

export const campaignPlan = z
  .object({
    startsAt: z.date().optional(),
    endsAt: z.date().optional(),
    priority: z.number().int().min(0).max(100).default(PRIORITY_DEFAULT),
    holdoutPercent: z.number().int().min(0).max(HOLDOUT_PERCENT_MAX).default(0),
    goal: campaignGoal.optional(),
    budget: campaignBudget.optional(),
    pace: campaignPace.optional(),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
    path: ["endsAt"],
    message: "A campaign ends after it starts.",
  });
export type CampaignPlan = z.output<typeof campaignPlan>;
