import { journeyVersions } from "@/db/schema/journeys";
import { DomainError } from "@/server/errors";
import type { PublishJourneyInput, VersionSummary } from "@/server/journeys/contract";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { latestVersion, lockJourneyAt } from "@/server/journeys/internal";
import { proveIn } from "@/server/journeys/prove-draft";
import { requireConversations } from "@/server/journeys/versions/require-conversations";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * Makes the draft the next immutable version. PRECONDITION while it has problems, is what was published last, or has a step
 * whose message could never be sent to anybody.
 */
export async function publishJourney(
  ctx: TenantContext,
  input: PublishJourneyInput,
): Promise<Omit<VersionSummary, "publishedBy">> {
  return mutate(ctx, "journeys.publish", async (tx) => {
    const journey = await lockJourneyAt(tx, ctx, input.journeyId, input.draftRevision);
    if (journey.archivedAt) throw new DomainError("PRECONDITION", "This journey is archived; restore it first.");
    const validation = validateGraph(storedDraft.parse(journey.draft));
    if (!validation.ok) {
      const [first] = validation.problems;
      const more = validation.problems.length - 1;
      throw new DomainError("PRECONDITION", `${first?.reason}${more > 0 ? ` And ${more} more.` : ""}`);
    }
    await requireConversations(tx, ctx, validation.graph);
    const unsendable = (await proveIn(tx, ctx, validation.graph)).find((finding) => finding.level === "error");
    if (unsendable) {
      throw new DomainError(
        "PRECONDITION",
        `The step "${unsendable.nodeId}" could never be sent to anybody (${unsendable.because}).`,
      );
    }
    const latest = await latestVersion(tx, ctx, journey.id);
    if (latest?.sameAsDraft) {
      throw new DomainError("PRECONDITION", `Nothing changed since version ${latest.number}.`);
    }
    const id = ctx.chance.id();
    const number = (latest?.number ?? 0) + 1;
    const note = input.note || null;
    const publishedAt = ctx.clock.now();
    await tx.insert(journeyVersions).values({
      tenantId: ctx.tenantId,
      id,
      journeyId: journey.id,
      number,
      graph: validation.graph,
      note,
      publishedAt,
      publishedBy: memberOf(ctx),
    });
    return {
      result: { id: toPublicId("journeyVersion", id), number, note, publishedAt },
      audit: { kind: "journey", id: journey.id, details: { versionId: id, number } },
    };
  });
}
