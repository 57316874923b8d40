import { and, eq } from "drizzle-orm";
import { campaigns } from "@/db/schema/journeys";
import type { ChangePlanInput } from "@/server/campaigns/contract";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Changes how a campaign is run while it runs. A new budget does not start one that paused for the old: a person resumes
 * it. Throws PRECONDITION when it has ended, INVALID_INPUT for an end that is past.
 */
export function changePlan(ctx: TenantContext, input: ChangePlanInput): Promise<void> {
  const { campaignId, ...changes } = input;
  if (changes.endsAt && changes.endsAt <= ctx.clock.now()) {
    throw new DomainError("INVALID_INPUT", "That end is past: choose a later one, or end the campaign now.", {
      fields: { endsAt: "in the past" },
    });
  }
  return mutate(ctx, "campaigns.update", async (tx) => {
    const own = and(eq(campaigns.tenantId, ctx.tenantId), eq(campaigns.id, campaignId));
    const rows = await tx
      .select({ status: campaigns.status, startsAt: campaigns.startsAt })
      .from(campaigns)
      .where(own)
      .for("no key update");
    const { status, startsAt } = found(rows[0], "The campaign");
    if (status === "ended") throw new DomainError("PRECONDITION", "The campaign has ended.");
    if (changes.endsAt && startsAt && changes.endsAt <= startsAt) {
      throw new DomainError("INVALID_INPUT", "A campaign ends after it starts.", { fields: { endsAt: "too early" } });
    }
    const changed = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (changed.length === 0) return { result: undefined, audit: null };
    await tx.update(campaigns).set(Object.fromEntries(changed)).where(own);
    const details = { changed: changed.map(([key]) => key) };
    return { result: undefined, audit: { kind: "campaign", id: campaignId, details } };
  });
}
