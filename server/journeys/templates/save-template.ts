import { and, eq } from "drizzle-orm";
import { journeyTemplates } from "@/db/schema/journeys";
import { DomainError } from "@/server/errors";
import type { SaveTemplateInput } from "@/server/journeys/contract";
import { loadJourney } from "@/server/journeys/internal";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Keeps a journey's draft as a beginning for others. CONFLICT when a template of that name is there already. */
export async function saveTemplate(ctx: TenantContext, input: SaveTemplateInput): Promise<{ id: string }> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await loadJourney(tx, ctx, input.journeyId);
    const id = ctx.chance.id();
    const added = await tx
      .insert(journeyTemplates)
      .values({
        tenantId: ctx.tenantId,
        id,
        name: input.name,
        summary: input.summary,
        graph: journey.draft,
        createdAt: ctx.clock.now(),
        createdBy: memberOf(ctx),
      })
      .onConflictDoNothing({ target: [journeyTemplates.tenantId, journeyTemplates.name] });
    if (added.rowCount === 0) throw new DomainError("CONFLICT", `There is a template called "${input.name}" already.`);
    return {
      result: { id: toPublicId("journeyTemplate", id) },
      audit: { kind: "journey_template", id, details: { change: "saved", journeyId: journey.id } },
    };
  });
}

/** Removes one of the workspace's own templates; journeys that began with it stay. */
export async function deleteTemplate(ctx: TenantContext, input: { templateId: string }): Promise<void> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const gone = await tx
      .delete(journeyTemplates)
      .where(and(eq(journeyTemplates.tenantId, ctx.tenantId), eq(journeyTemplates.id, input.templateId)));
    if (gone.rowCount === 0) throw new DomainError("NOT_FOUND", "There is no such template.");
    return {
      result: undefined,
      audit: { kind: "journey_template", id: input.templateId, details: { change: "deleted" } },
    };
  });
}
