// Promises to pay, seen from outside. Safe in the browser.
import { z } from "zod";
import { positiveMinorInput } from "@/server/money";
import { publicId } from "@/server/public-ids";

const promiseSources = ["call", "sms", "email", "pay_page", "member"] as const;
export type PromiseSource = (typeof promiseSources)[number];

export const recordPromiseInput = z.object({
  debtorId: publicId("debtor"),
  /** Absent: the whole open balance. */
  amount: z.object({ amountMinor: positiveMinorInput, currency: z.string().length(3) }).optional(),
  dueOn: z.iso.date(),
});
