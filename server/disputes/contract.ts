// Disputed invoices, seen from outside. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const openDisputeInput = z.object({
  invoiceId: publicId("invoice"),
  reason: z.string().trim().min(1).max(1000).optional(),
});

export const resolveDisputeInput = z.object({ disputeId: publicId("dispute") });
