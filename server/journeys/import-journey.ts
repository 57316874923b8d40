import { DomainError } from "@/server/errors";
import { insertJourney } from "@/server/journeys/create-journey";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import { journeyFromJson } from "@/server/journeys/graph/projections/json";
import { authorise, mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A new journey from an exported file. It may be incomplete; a file of another form is INVALID_INPUT. */
export async function importJourney(
  ctx: TenantContext,
  input: { json: string },
): Promise<{ id: string; name: string; problems: number }> {
  authorise(ctx, "journeys.update");
  const read = journeyFromJson(input.json);
  if (!read.ok)
    throw new DomainError("INVALID_INPUT", read.reasons.slice(0, 5).join(" "), {
      fields: { json: read.reasons[0] ?? "" },
    });
  const { name, journey } = read.file;
  return mutate(ctx, "journeys.update", async (tx) => {
    const id = await insertJourney(tx, ctx, { name, draft: journey, templateKey: null });
    return {
      result: { id: toPublicId("journey", id), name, problems: problemsOf(journey).length },
      audit: { kind: "journey", id, details: { imported: true, steps: journey.nodes.length } },
    };
  });
}
