// Who is held out is drawn once for good: the same debtor of the same campaign is always drawn the same way.
import { createHash } from "node:crypto";

/** Whether the draw puts this debtor into the campaign's holdout of so many percent. */
export function isHeldOut(campaignId: string, debtorId: string, percent: number): boolean {
  if (percent <= 0) return false;
  const drawn = createHash("sha256").update(`holdout:${campaignId}:${debtorId}`).digest().readUInt32BE(0);
  return drawn / 2 ** 32 < percent / 100;
}
