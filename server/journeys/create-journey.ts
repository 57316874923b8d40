import { journeys } from "@/db/schema/journeys";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CreateJourneyInput } from "@/server/journeys/contract";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { templateGraph } from "@/server/journeys/templates/list-templates";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** A new journey, blank or from a template. */
export async function createJourney(ctx: TenantContext, input: CreateJourneyInput): Promise<{ id: string }> {
  const template = input.template ?? null;
  return mutate(ctx, "journeys.update", async (tx) => {
    const draft = template ? await templateGraph(tx, ctx, template) : blankGraph;
    const id = await insertJourney(tx, ctx, { name: input.name, draft, templateKey: template });
    return { result: { id: toPublicId("journey", id) }, audit: { kind: "journey", id, details: { template } } };
  });
}

/** The row itself; the doors that create a journey share it. */
export async function insertJourney(
  tx: TenantTransaction,
  ctx: TenantContext,
  journey: { name: string; draft: DraftGraph; templateKey: string | null },
): Promise<string> {
  const id = ctx.chance.id();
  const now = ctx.clock.now();
  const updatedBy = memberOf(ctx);
  await tx
    .insert(journeys)
    .values({ ...journey, tenantId: ctx.tenantId, id, createdAt: now, updatedAt: now, updatedBy });
  return id;
}
