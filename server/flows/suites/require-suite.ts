import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { DomainError } from "@/server/errors";
import { draftFlow } from "@/server/flows/graph/schema";
import { loadFlow } from "@/server/flows/internal";
import type { RequireSuiteInput } from "@/server/flows/suites/contract";
import { personasOf } from "@/server/flows/suites/personas-of";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** From now on a conversation is published only once these pass; null: untested too. */
export function requireSuite(ctx: TenantContext, { flowId, required }: RequireSuiteInput): Promise<void> {
  return mutate(ctx, "flows.requireSuite", async (tx) => {
    const flow = await loadFlow(tx, ctx, flowId);
    const there = new Set((await personasOf(tx, ctx, flow.id, draftFlow.parse(flow.draft))).map(({ key }) => key));
    const personas = required?.personas.filter((key) => there.has(key)) ?? [];
    if (required && personas.length === 0) throw new DomainError("PRECONDITION", "Choose who must pass.");
    await tx
      .update(flows)
      .set({ requiredSuite: required && { personas, runs: required.runs } })
      .where(and(eq(flows.tenantId, ctx.tenantId), eq(flows.id, flow.id)));
    const details = required ? { personas, runs: required.runs } : { removed: true };
    return { result: undefined, audit: { kind: "flow", id: flow.id, details } };
  });
}
