import { and, eq } from "drizzle-orm";
import { journeys } from "@/db/schema/journeys";
import { loadJourney } from "@/server/journeys/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Takes a journey out of the list; its versions stay, and what runs goes on running. */
export async function archiveJourney(ctx: TenantContext, input: { journeyId: string }): Promise<void> {
  await setArchived(ctx, input.journeyId, ctx.clock.now());
}

/** Puts it back. */
export async function restoreJourney(ctx: TenantContext, input: { journeyId: string }): Promise<void> {
  await setArchived(ctx, input.journeyId, null);
}

function setArchived(ctx: TenantContext, journeyId: string, archivedAt: Date | null): Promise<void> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await loadJourney(tx, ctx, journeyId);
    if ((journey.archivedAt === null) === (archivedAt === null)) return { result: undefined, audit: null };
    await tx
      .update(journeys)
      .set({ archivedAt })
      .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journey.id)));
    const change = archivedAt ? "archived" : "restored";
    return { result: undefined, audit: { kind: "journey", id: journey.id, details: { change } } };
  });
}
