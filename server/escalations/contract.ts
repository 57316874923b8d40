// What needs a person; safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

const taskKinds = [
  "unknown_send",
  "failed_send",
  "wants_person",
  "unclear_reply",
  "parked_enrollment",
  "journey_ended",
  "unreachable",
  "payment_problem",
  "dispute",
  "campaign_budget",
  "approval",
  "fee_approval",
  "notice",
  "notice_failed",
  "rights_due",
  "rights_overdue",
  "erased_returned",
  "human_review",
  "call_lost",
  "follow_up_failed",
] as const;

export const listTasksInput = z.object({
  debtorId: publicId("debtor").optional(),
  limit: z.number().int().min(1).max(200).default(20),
});
export const taskIdInput = z.object({ taskId: publicId("task") });

export type TaskRow = {
  id: string;
  kind: (typeof taskKinds)[number];
  debtorId: string | null;
  debtorName: string | null;
  subjectKind: string;
  /** The TypeID of the subject where it has a page of its own. */
  subjectId: string | null;
  createdAt: Date;
  /** What a journey tells, or asks; what a debtor replied. */
  note: string | null;
  question: TaskQuestion | null;
};

/** What is answered with yes or no, and until when. */
export type TaskQuestion = {
  id: string;
  until: Date;
  /** Of late fees: what they come to, a currency each. */
  fees: { currency: string; amountMinor: number; invoices: number }[];
};

export const answerQuestionInput = z.object({ questionId: publicId("question"), answer: z.enum(["yes", "no"]) });

export type TaskList = { tasks: TaskRow[]; openCount: number };
