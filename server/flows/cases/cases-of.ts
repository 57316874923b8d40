import { and, eq, isNull } from "drizzle-orm";
import { flowCases } from "@/db/schema/flow-cases";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type Persona, persona } from "@/server/flows/trial/persona";
import type { TenantContext } from "@/server/tenant-context";

/** So many of a conversation are in use at one time. */
export const casesMax = 100;

/** A conversation's own cases that are in use, the oldest first. */
export async function casesOf(tx: TenantTransaction, ctx: TenantContext, flowId: string): Promise<Persona[]> {
  const rows = await tx
    .select({ persona: flowCases.persona })
    .from(flowCases)
    .where(and(eq(flowCases.tenantId, ctx.tenantId), eq(flowCases.flowId, flowId), isNull(flowCases.archivedAt)))
    .orderBy(flowCases.id)
    .limit(casesMax);
  return rows.map((row) => persona.parse(row.persona));
}
