import { and, eq } from "drizzle-orm";
import { journeys } from "@/db/schema/journeys";
import type { RenameJourneyInput } from "@/server/journeys/contract";
import { loadJourney } from "@/server/journeys/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Changes the name; the draft and its revision stay. */
export async function renameJourney(ctx: TenantContext, input: RenameJourneyInput): Promise<{ name: string }> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await loadJourney(tx, ctx, input.journeyId);
    const result = { name: input.name };
    if (journey.name === input.name) return { result, audit: null };
    await tx
      .update(journeys)
      .set({ name: input.name, updatedAt: ctx.clock.now() })
      .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journey.id)));
    return { result, audit: { kind: "journey", id: journey.id, details: { change: "renamed" } } };
  });
}
