import { and, eq, sql } from "drizzle-orm";
import { campaigns, journeyVersions } from "@/db/schema/journeys";
import type { LaunchCampaignInput } from "@/server/campaigns/contract";
import { type CampaignPlan, campaignPlan } from "@/server/campaigns/plan-contract";
import { DomainError, found } from "@/server/errors";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { storedGraph } from "@/server/journeys/graph/upgrade";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/**
 * Makes the campaign and announces it; enterCampaign then takes the audience in. A lost announcement is found by the
 * sweep of launching campaigns. One that starts later is only scheduled. Throws INVALID_INPUT when its end is past.
 */
export async function launchCampaign(
  ctx: TenantContext,
  input: Omit<LaunchCampaignInput, "plan"> & { plan?: Partial<CampaignPlan> },
  queue: WorkQueue,
): Promise<{ campaignId: string }> {
  const campaignId = ctx.chance.id();
  const now = ctx.clock.now();
  const { startsAt, endsAt, ...limits } = campaignPlan.parse(input.plan ?? {});
  const later = startsAt !== undefined && startsAt > now;
  if (endsAt && endsAt <= now) {
    throw new DomainError("INVALID_INPUT", "The campaign would have ended already: choose a later end.", {
      fields: { endsAt: "in the past" },
    });
  }
  await mutate(ctx, "campaigns.launch", async (tx) => {
    const versions = await tx
      .select({ graph: journeyVersions.graph })
      .from(journeyVersions)
      .where(and(eq(journeyVersions.tenantId, ctx.tenantId), eq(journeyVersions.id, input.journeyVersionId)));
    const { graph } = found(versions[0], "The published journey");
    await tx.insert(campaigns).values({
      tenantId: ctx.tenantId,
      id: campaignId,
      name: input.name,
      journeyVersionId: input.journeyVersionId,
      audience: input.audience,
      trigger: triggerOf(storedGraph.safeParse(graph).data),
      status: later ? "scheduled" : "launching",
      startsAt: startsAt ?? null,
      endsAt: endsAt ?? null,
      ...limits,
      createdAt: now,
      createdBy: memberOf(ctx),
      launchedAt: later ? null : now,
    });
    await markOnboarding(tx, ctx.tenantId, now);
    return { result: undefined, audit: { kind: "campaign", id: campaignId } };
  });
  if (later) return { campaignId };
  await queue.announce({
    name: "campaign/launched",
    data: { tenantId: ctx.tenantId, campaignId },
    id: `campaign-launched:${campaignId}`,
  });
  return { campaignId };
}

/** What takes debtors in by itself; null: the audience enters. */
function triggerOf(graph: ExecutableGraph | undefined) {
  const start = graph?.nodes.find((node) => node.kind === "start");
  const trigger = start?.kind === "start" ? start.trigger : undefined;
  return trigger && trigger.on !== "manual" ? trigger : null;
}

type Tx = Parameters<Parameters<typeof mutate>[2]>[0];

/** The newcomer's third step. */
async function markOnboarding(tx: Tx, tenantId: string, now: Date) {
  await tx.execute(sql`
    update tenants set onboarding = onboarding || jsonb_build_object('campaign', ${now.toISOString()}::text)
    where id = ${tenantId} and not onboarding ? 'campaign'`);
}
