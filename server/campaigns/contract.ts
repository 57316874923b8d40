// A campaign from outside: whom it takes in, how it stands, what happened to each debtor. Safe in the browser.
import { z } from "zod";
import {
  type CampaignPlan,
  campaignBudget,
  campaignGoal,
  campaignPace,
  campaignPlan,
} from "@/server/campaigns/plan-contract";
import type { DraftGraph, NodeKind } from "@/server/journeys/graph/schema";
import type { HistoryEvent } from "@/server/journeys/interpreter/state";
import { isComplete, ruleDepthMax } from "@/server/journeys/rules/complete";
import { conditionsIn, depthOf, type RuleGroup, ruleGroup } from "@/server/journeys/rules/schema";
import type { CappedCount, Page } from "@/server/keyset";
import { amountMinorInput } from "@/server/money";
import { publicId } from "@/server/public-ids";

/** Outside a journey: there is no webhook's answer yet. */
const canBeJudged = (rule: RuleGroup) =>
  depthOf(rule) <= ruleDepthMax &&
  conditionsIn(rule).every((condition) => condition.fact !== "webhook_result" && isComplete(condition));

/** Debtors with open invoices that are overdue by at least so many days, and the rest of what they must fulfil. */
export const audience = z
  .object({
    overdueDaysMin: z.number().int().min(0).max(3650).default(1),
    currency: z.string().length(3).optional(),
    countries: z.array(z.string().length(2)).max(250).optional(),
    /** Of what is chased, in `currency`. */
    balanceMinMinor: amountMinorInput.optional(),
    debtorKinds: z.array(z.enum(["company", "sole_trader", "consumer"])).optional(),
    /** Whatever else must hold of the debtor when it would enter. */
    where: ruleGroup.optional(),
  })
  .refine((value) => !value.where || canBeJudged(value.where), {
    path: ["where"],
    message: "The rule is not complete, is nested too deep, or asks for a journey's own results.",
  })
  .refine((value) => value.balanceMinMinor === undefined || value.currency !== undefined, {
    path: ["currency"],
    message: "A smallest balance needs its currency.",
  });
export type Audience = z.output<typeof audience>;

export const previewAudienceInput = z.object({ audience, priority: z.number().int().min(0).max(100).optional() });

export const launchCampaignInput = z.object({
  name: z.string().trim().min(1).max(120),
  journeyVersionId: publicId("journeyVersion"),
  audience,
  plan: campaignPlan.prefault({}),
});
export type LaunchCampaignInput = z.output<typeof launchCampaignInput>;

export const campaignInput = z.object({ campaignId: publicId("campaign") });

/** What may still be changed once a campaign was made; null takes it away. */
export const changePlanInput = campaignInput.extend({
  name: z.string().trim().min(1).max(120).optional(),
  endsAt: z.date().nullish(),
  priority: z.number().int().min(0).max(100).optional(),
  goal: campaignGoal.nullish(),
  budget: campaignBudget.nullish(),
  pace: campaignPace.nullish(),
});
export type ChangePlanInput = z.output<typeof changePlanInput>;

export const listCampaignsInput = z.object({
  page: z.number().int().min(1).max(10_000).default(1),
  pageSize: z.number().int().min(1).max(100).default(25),
});

/** `stop`: every wait is as much longer as the pause was; `run_on`: what became due meanwhile is due now. */
export const resumeCampaignInput = campaignInput.extend({ timers: z.enum(["stop", "run_on"]) });

export const enrollmentStatuses = ["waiting", "paused", "done", "parked", "holdout"] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

export const stepGroups = ["waiting", "entered", "passed", "failed"] as const;
export type StepGroup = (typeof stepGroups)[number];

export const listEnrollmentsInput = z.object({
  campaignId: publicId("campaign"),
  status: z.enum(enrollmentStatuses).optional(),
  outcome: z.string().max(60).optional(),
  /** Those of one step: who stands there, or who ever came, went on or was refused there. */
  step: z.object({ nodeId: z.string().max(64), of: z.enum(stepGroups) }).optional(),
  cursor: z.string().max(400).optional(),
  pageSize: z.number().int().min(1).max(200).default(50),
});
export type ListEnrollmentsInput = z.output<typeof listEnrollmentsInput>;

/** Counting stops here, so that it never makes the list slow. */
export const enrollmentCountMax = 4000;

export const enrollmentInput = z.object({ enrollmentId: publicId("enrollment") });

export type CampaignStatus = "draft" | "scheduled" | "launching" | "running" | "paused" | "ended";

export type AudiencePreview = {
  debtors: number;
  invoices: number;
  totals: { currency: string; openMinor: number }[];
  /** Fit the audience, but all that would be chased is chased by another campaign as important or more: left there. */
  elsewhere: number;
  /** Of `debtors`: no e-mail address and no phone number that works, so no step can be made. */
  unreachable: number;
  /** All that would be chased of them is in dispute: they enter, and are not written to until that is settled. */
  disputing: number;
  /** Of `debtors` those who owe most. */
  sample: { debtorId: string; name: string; currency: string; openMinor: number }[];
  /** The rule was tried on so many debtors and no more; null when on everybody. */
  triedOn: number | null;
};

export type EnrollmentCounts = Record<EnrollmentStatus, number>;

export type CampaignRow = {
  id: string;
  name: string;
  status: CampaignStatus;
  journeyName: string;
  journeyVersion: number;
  createdAt: Date;
  launchedAt: Date | null;
  endedAt: Date | null;
  counts: EnrollmentCounts;
};

export type CampaignDetail = CampaignRow & {
  audience: Audience;
  plan: CampaignPlan;
  /** Kept while there is a budget. */
  spent: { touches: number; costMicros: number };
  pauseReason: "person" | "budget" | null;
  pausedAt: Date | null;
  journeyId: string;
  journeyVersionId: string;
  outcomes: { outcome: string; count: number }[];
  touches: { channel: "email" | "sms" | "voice"; status: string; count: number }[];
  nextDueAt: Date | null;
};

export type EnrollmentRow = {
  id: string;
  debtorId: string;
  debtorName: string;
  status: EnrollmentStatus;
  nodeId: string;
  nodeKind: NodeKind | null;
  nodeTitle: string | null;
  dueAt: Date | null;
  outcome: string | null;
  parkedReason: string | null;
  enteredAt: Date;
  endedAt: Date | null;
};

/** One wake, and what happened in it. */
export type HistoryEntry = { id: string; at: Date; events: HistoryEvent[] };

export type EnrollmentPage = Page<EnrollmentRow> & { total: CappedCount };

export type EnrollmentHistory = EnrollmentRow & {
  campaignId: string;
  campaignName: string;
  /** The version that it goes through: names its steps. Null where it cannot be read any more. */
  graph: DraftGraph | null;
  entries: HistoryEntry[];
  touches: { id: string; nodeId: string | null; channel: "email" | "sms" | "voice"; status: string; at: Date }[];
};
