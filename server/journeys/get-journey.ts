import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import type { JourneyDetail } from "@/server/journeys/contract";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { latestVersion, loadJourney } from "@/server/journeys/internal";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A journey with its draft, for the builder. */
export async function getJourney(ctx: TenantContext, input: { journeyId: string }): Promise<JourneyDetail> {
  return read(ctx, "journeys.read", async (tx) => {
    const journey = await loadJourney(tx, ctx, input.journeyId);
    const version = await latestVersion(tx, ctx, journey.id);
    const savedBy = journey.updatedBy
      ? await tx.select({ name: users.name }).from(users).where(eq(users.id, journey.updatedBy))
      : [];
    return {
      id: toPublicId("journey", journey.id),
      name: journey.name,
      draft: storedDraft.parse(journey.draft),
      draftRevision: journey.draftRevision,
      latestVersion: version
        ? { id: toPublicId("journeyVersion", version.id), number: version.number, publishedAt: version.publishedAt }
        : null,
      changed: !version?.sameAsDraft,
      updatedAt: journey.updatedAt,
      updatedBy: savedBy[0]?.name ?? null,
      archivedAt: journey.archivedAt,
    };
  });
}
