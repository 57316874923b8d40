import { and, eq } from "drizzle-orm";
import { journeys, journeyVersions } from "@/db/schema/journeys";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import type { DraftInput, RestoreVersionInput, SavedDraft } from "@/server/journeys/contract";
import { changedSteps } from "@/server/journeys/graph/changes/count-changes";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { latestVersion, lockJourneyAt } from "@/server/journeys/internal";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Rolls back: a published version becomes the draft. Nothing that runs changes until it is published. */
export async function restoreVersion(ctx: TenantContext, input: RestoreVersionInput): Promise<SavedDraft> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await lockJourneyAt(tx, ctx, input.journeyId, input.draftRevision);
    return replaceDraft(tx, ctx, journey, { versionId: input.versionId, change: "rolled_back" });
  });
}

/** Back to what was published last. PRECONDITION while nothing was. */
export async function discardDraft(ctx: TenantContext, input: DraftInput): Promise<SavedDraft> {
  return mutate(ctx, "journeys.update", async (tx) => {
    const journey = await lockJourneyAt(tx, ctx, input.journeyId, input.draftRevision);
    const latest = await latestVersion(tx, ctx, journey.id);
    if (!latest) throw new DomainError("PRECONDITION", "Nothing was published yet, so there is nothing to go back to.");
    return replaceDraft(tx, ctx, journey, { versionId: latest.id, change: "discarded" });
  });
}

async function replaceDraft(
  tx: TenantTransaction,
  ctx: TenantContext,
  journey: typeof journeys.$inferSelect,
  by: { versionId: string; change: "rolled_back" | "discarded" },
) {
  const [row] = await tx
    .select({ number: journeyVersions.number, graph: journeyVersions.graph })
    .from(journeyVersions)
    .where(
      and(
        eq(journeyVersions.tenantId, ctx.tenantId),
        eq(journeyVersions.journeyId, journey.id),
        eq(journeyVersions.id, by.versionId),
      ),
    );
  const version = found(row, "The version");
  const draft = storedDraft.parse(version.graph);
  const draftRevision = journey.draftRevision + 1;
  await tx
    .update(journeys)
    .set({ draft, draftRevision, updatedAt: ctx.clock.now(), updatedBy: memberOf(ctx) })
    .where(and(eq(journeys.tenantId, ctx.tenantId), eq(journeys.id, journey.id)));
  const { number } = version;
  const changed = changedSteps(storedDraft.parse(journey.draft), draft);
  return {
    result: { draft, draftRevision },
    audit: { kind: "journey", id: journey.id, details: { change: by.change, number, draftRevision, ...changed } },
  };
}
