import { and, eq } from "drizzle-orm";
import { journeys } from "@/db/schema/journeys";
import type { SaveDraftInput } from "@/server/journeys/contract";
import { changedSteps } from "@/server/journeys/graph/changes/count-changes";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { lockJourneyAt } from "@/server/journeys/internal";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Saves the draft, complete or not, and answers its new revision. CONFLICT when somebody else saved since. */
export async function saveDraft(
  ctx: TenantContext,
  input: SaveDraftInput,
): Promise<{ draftRevision: number; problems: number }> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await lockJourneyAt(tx, ctx, input.journeyId, input.draftRevision);
    const draftRevision = journey.draftRevision + 1;
    await tx
      .update(journeys)
      .set({ draft: input.draft, draftRevision, updatedAt: ctx.clock.now(), updatedBy: memberOf(ctx) })
      .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journey.id)));
    const changed = changedSteps(storedDraft.parse(journey.draft), input.draft);
    return {
      result: { draftRevision, problems: problemsOf(input.draft).length },
      audit: { kind: "journey", id: journey.id, details: { change: "draft", draftRevision, ...changed } },
    };
  });
}
