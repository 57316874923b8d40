import type { TenantTransaction } from "@/db/tenant-transaction";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { loadJourney } from "@/server/journeys/internal";
import { placesOfDebtors } from "@/server/journeys/places-of-debtors";
import type { Finding } from "@/server/journeys/proof/contract";
import { proveJourney } from "@/server/journeys/proof/prove";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";

/** What publishing the draft as it is stored would meet; nothing while it still has problems of its own. */
export function proveDraft(ctx: TenantContext, input: { journeyId: string }): Promise<{ findings: Finding[] }> {
  return read(ctx, "journeys.read", async (tx) => {
    const journey = await loadJourney(tx, ctx, input.journeyId);
    const validation = validateGraph(storedDraft.parse(journey.draft));
    return { findings: validation.ok ? await proveIn(tx, ctx, validation.graph) : [] };
  });
}

/** The same of a graph, in the caller's transaction: with the workspace's own rules, in the places of its debtors. */
export async function proveIn(tx: TenantTransaction, ctx: TenantContext, graph: ExecutableGraph): Promise<Finding[]> {
  const { tenant } = await loadContactFacts(tx, ctx, []);
  return proveJourney(graph, tenant, ctx.clock.now(), await placesOfDebtors(tx, ctx));
}
