// Private to this folder: a suite's row, and what it is run by.
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { flowSuites } from "@/db/schema/flow-suites";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { executableFlow } from "@/server/flows/graph/schema";
import { persona } from "@/server/flows/trial/persona";
import type { TenantContext } from "@/server/tenant-context";

const kept = z.object({ flow: executableFlow, personas: z.array(persona) });

export type SuiteRow = ReturnType<typeof readSuite>;

function readSuite(row: typeof flowSuites.$inferSelect) {
  return { ...row, ...kept.parse(row) };
}

const thisSuite = (ctx: TenantContext, suiteId: string) =>
  and(eq(flowSuites.tenantId, ctx.tenantId), eq(flowSuites.id, suiteId));

/** The suite; throws NOT_FOUND. */
export async function loadSuite(tx: TenantTransaction, ctx: TenantContext, suiteId: string): Promise<SuiteRow> {
  const rows = await tx.select().from(flowSuites).where(thisSuite(ctx, suiteId));
  return readSuite(found(rows[0], "The test"));
}

/** The one started last, if any. */
export async function latestSuite(tx: TenantTransaction, ctx: TenantContext, flowId: string) {
  const rows = await tx
    .select()
    .from(flowSuites)
    .where(and(eq(flowSuites.tenantId, ctx.tenantId), eq(flowSuites.flowId, flowId)))
    .orderBy(desc(flowSuites.number))
    .limit(1);
  return rows[0] && readSuite(rows[0]);
}

/** It is alive, and may go on; false: it was cancelled or ended meanwhile. */
export async function beat(
  tx: TenantTransaction,
  ctx: TenantContext,
  suiteId: string,
  change: Partial<Pick<typeof flowSuites.$inferInsert, "status" | "runsDone" | "finishedAt">>,
): Promise<boolean> {
  const beaten = await tx
    .update(flowSuites)
    .set({ ...change, beatAt: sql`now()` })
    .where(and(thisSuite(ctx, suiteId), eq(flowSuites.status, "running")))
    .returning({ id: flowSuites.id });
  return beaten.length > 0;
}
