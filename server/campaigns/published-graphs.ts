// Published versions never change, so each process parses one once. Internal to the engine.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { storedGraph } from "@/server/journeys/graph/upgrade";

const KEPT = 500;
const parsed = new Map<string, ExecutableGraph | "invalid">();

/** The graphs of these versions; `invalid` where a stored one is no executable graph any more. */
export async function publishedGraphs(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  versionIds: readonly string[],
): Promise<Map<string, ExecutableGraph | "invalid">> {
  const wanted = [...new Set(versionIds)];
  const missing = wanted.filter((id) => !parsed.has(cacheKey(ctx, id)));
  if (missing.length > 0) {
    const { rows } = await tx.execute<{ id: string; graph: unknown }>(sql`
      select id, graph from journey_versions
      where tenant_id = ${ctx.tenantId} and id = any(${sql.param(missing)}::uuid[])`);
    if (parsed.size + rows.length > KEPT) parsed.clear();
    for (const row of rows) {
      const graph = storedGraph.safeParse(row.graph);
      parsed.set(cacheKey(ctx, row.id), graph.success ? graph.data : "invalid");
    }
  }
  return new Map(wanted.map((id) => [id, parsed.get(cacheKey(ctx, id)) ?? "invalid"]));
}

const cacheKey = (ctx: { tenantId: string }, id: string) => `${ctx.tenantId}:${id}`;
