// What is done after a call, seen from outside. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";
import { isPublicUrl } from "@/server/public-url";
import { roles } from "@/server/tenancy/permissions";

export const followupSteps = ["summary", "check", "email", "crm", "ticket"] as const;
export type FollowupStep = (typeof followupSteps)[number];

export type FollowupStatus = "waiting" | "done" | "failed" | "skipped";

/** A call in a few sentences, and what somebody should do now. */
export const callSummary = z.object({
  text: z.string(),
  actions: z.array(z.string()),
  /** `rules`: put together from what is written down, by no model. */
  by: z.enum(["model", "rules"]),
});
export type CallSummary = z.output<typeof callSummary>;

/** Whether what was written down of the call is what was said on it. */
export const transcriptCheck = z.object({
  verdict: z.enum(["supported", "unsupported", "unwritten", "nothing"]),
  promises: z.array(
    z.object({
      amountMinor: z.number(),
      currency: z.string(),
      dueOn: z.string(),
      isAmountSaid: z.boolean(),
      isDaySaid: z.boolean(),
    }),
  ),
  disputes: z.array(z.object({ invoice: z.string(), isSaid: z.boolean() })),
  /** What was promised or disputed to a person of ours, in the debtor's words, and is not written down. */
  unwritten: z.array(z.string()).default([]),
});
export type TranscriptCheck = z.output<typeof transcriptCheck>;

export type FollowupRow = {
  id: string;
  step: FollowupStep;
  status: FollowupStatus;
  attempts: number;
  /** When it is tried next. */
  dueAt: Date | null;
  settledAt: Date | null;
  code: string | null;
  summary: CallSummary | null;
  check: TranscriptCheck | null;
};

export const followupInput = z.object({ followupId: publicId("callFollowup") });

const url = z
  .string()
  .trim()
  .max(2_000)
  .refine(isPublicUrl, "The address must be https, of a public host, without a name or password in it.")
  .nullable();

/** Where a workspace wants the news of its calls. */
export const followupSettingsInput = z.object({
  crmUrl: url,
  ticketUrl: url,
  mailRoles: z.array(z.enum(roles)).transform((wanted) => roles.filter((role) => wanted.includes(role))),
});
export type FollowupSettings = z.output<typeof followupSettingsInput>;
