// Opting out and back in, as asked for by members. Safe in the browser.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";
import { publicId } from "@/server/public-ids";

export const optOutByMember = z.object({
  debtorId: publicId("debtor"),
  channel,
  address: z.string().trim().min(3).max(320),
});

export type OptOutInput = z.output<typeof optOutByMember> & { source: "recipient" | "carrier" | "member" };

export const liftOptOutInput = optOutByMember.extend({
  /** What the debtor said or signed; kept as the evidence of the new consent. */
  evidence: z.string().trim().min(3).max(500),
});
export type LiftOptOutInput = z.output<typeof liftOptOutInput>;
