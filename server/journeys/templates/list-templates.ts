import { and, asc, eq, sql } from "drizzle-orm";
import { journeyTemplates as ownTemplates } from "@/db/schema/journeys";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { TemplateSummary } from "@/server/journeys/contract";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { storedDraft } from "@/server/journeys/graph/upgrade";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { read } from "@/server/mutate";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** The journeys that a new one can start from: the product's, then the workspace's own by name. */
export async function listTemplates(ctx: TenantContext): Promise<TemplateSummary[]> {
  const own = await read(ctx, "journeys.read", (tx) =>
    tx
      .select({
        id: ownTemplates.id,
        name: ownTemplates.name,
        summary: ownTemplates.summary,
        steps: sql<number>`jsonb_array_length(${ownTemplates.graph} -> 'nodes')`,
      })
      .from(ownTemplates)
      .where(eq(ownTemplates.tenantId, ctx.tenantId))
      .orderBy(asc(ownTemplates.name))
      .limit(200),
  );
  return [
    ...journeyTemplates.map(({ key, name, summary, graph }) => ({
      key,
      name,
      summary,
      steps: graph.nodes.length,
      own: false,
    })),
    ...own.map(({ id, ...template }) => ({ ...template, key: toPublicId("journeyTemplate", id), own: true })),
  ];
}

/** The graph of a template, the product's or the workspace's own; throws NOT_FOUND. */
export async function templateGraph(tx: TenantTransaction, ctx: TenantContext, key: string): Promise<DraftGraph> {
  const known = journeyTemplates.find((template) => template.key === key);
  if (known) return known.graph;
  const id = fromPublicId("journeyTemplate", key);
  const [own] = id
    ? await tx
        .select({ graph: ownTemplates.graph })
        .from(ownTemplates)
        .where(and(eq(ownTemplates.tenantId, ctx.tenantId), eq(ownTemplates.id, id)))
    : [];
  if (!own) throw new DomainError("NOT_FOUND", "There is no such template.");
  return storedDraft.parse(own.graph);
}
