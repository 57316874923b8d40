import { journeyToJson } from "@/server/journeys/graph/projections/json";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { loadJourney } from "@/server/journeys/internal";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The draft as a file that diffs well and that `importJourney` reads. */
export async function exportJourney(
  ctx: TenantContext,
  input: { journeyId: string },
): Promise<{ name: string; json: string }> {
  const journey = await read(ctx, "journeys.read", (tx) => loadJourney(tx, ctx, input.journeyId));
  return { name: journey.name, json: journeyToJson(journey.name, storedDraft.parse(journey.draft)) };
}
