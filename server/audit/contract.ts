// Inputs of the audit log; safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const listAuditInput = z.object({
  /** The id of the last entry shown, to go on after it. */
  before: publicId("auditEntry").optional(),
  kind: z.string().max(40).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListAuditInput = z.output<typeof listAuditInput>;
