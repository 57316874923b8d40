import type { TemplateSummary } from "@/server/journeys/contract";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The journeys that a new one can start from. */
export function listTemplates(ctx: TenantContext): TemplateSummary[] {
  authorise(ctx, "journeys.read");
  return journeyTemplates.map(({ key, name, summary, graph }) => ({ key, name, summary, steps: graph.nodes.length }));
}
