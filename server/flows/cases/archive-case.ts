import { and, eq } from "drizzle-orm";
import { flowCases } from "@/db/schema/flow-cases";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The conversation is no longer tested on it. */
export const archiveCase = (ctx: TenantContext, input: { caseId: string }) => setArchived(ctx, input, ctx.clock.now());

/** It is again. */
export const restoreCase = (ctx: TenantContext, input: { caseId: string }) => setArchived(ctx, input, null);

function setArchived(ctx: TenantContext, { caseId }: { caseId: string }, archivedAt: Date | null): Promise<void> {
  return mutate(ctx, "flows.update", async (tx) => {
    const [row] = await tx
      .update(flowCases)
      .set({ archivedAt })
      .where(and(eq(flowCases.tenantId, ctx.tenantId), eq(flowCases.id, caseId)))
      .returning({ flowId: flowCases.flowId });
    const { flowId } = found(row, "The case");
    const change = archivedAt ? "case archived" : "case restored";
    return { result: undefined, audit: { kind: "flow", id: flowId, details: { change } } };
  });
}
