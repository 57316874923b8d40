import { journeys } from "@/db/schema/journeys";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { CreateJourneyInput } from "@/server/journeys/contract";
import { blankGraph } from "@/server/journeys/graph/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { actingUser } from "@/server/journeys/internal";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A new journey, blank or from a template. */
export async function createJourney(ctx: TenantContext, input: CreateJourneyInput): Promise<{ id: string }> {
  const template = journeyTemplates.find((candidate) => candidate.key === input.template);
  if (input.template && !template) throw new DomainError("NOT_FOUND", "There is no such template.");
  const draft = template?.graph ?? blankGraph;
  return mutate(ctx, "journeys.update", async (tx) => {
    const id = await insertJourney(tx, ctx, { name: input.name, draft, templateKey: template?.key ?? null });
    return {
      result: { id: toPublicId("journey", id) },
      audit: { kind: "journey", id, details: { template: template?.key ?? null } },
    };
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
  const updatedBy = actingUser(ctx);
  await tx
    .insert(journeys)
    .values({ ...journey, tenantId: ctx.tenantId, id, createdAt: now, updatedAt: now, updatedBy });
  return id;
}
