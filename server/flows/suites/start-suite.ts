import { and, eq, lte, max, sql } from "drizzle-orm";
import { flowSuites } from "@/db/schema/flow-suites";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { lockFlowAt } from "@/server/flows/internal";
import type { StartSuiteInput } from "@/server/flows/suites/contract";
import { heldBy } from "@/server/flows/suites/held-by";
import { personasOf } from "@/server/flows/suites/personas-of";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/** So many of a conversation are kept; the oldest go. */
const suitesMax = 20;

/**
 * Tries the draft as it is now on personas, in the background. PRECONDITION while it has problems; CONFLICT when somebody
 * else saved since; ALREADY_RUNNING while it is being tried.
 */
export async function startSuite(
  ctx: TenantContext,
  input: StartSuiteInput,
  queue: WorkQueue,
): Promise<{ id: string }> {
  const suiteId = await beginSuite(ctx, input);
  const id = toPublicId("flowSuite", suiteId);
  await queue.announce({ name: "flows/suite.requested", data: { tenantId: ctx.tenantId, suiteId }, id });
  return { id };
}

function beginSuite(ctx: TenantContext, input: StartSuiteInput): Promise<string> {
  return mutate(ctx, "flows.test", async (tx) => {
    const flow = await lockFlowAt(tx, ctx, input.flowId, input.draftRevision);
    if (flow.archivedAt) throw new DomainError("PRECONDITION", "This conversation is archived; restore it first.");
    const { pinned, obligations, hash } = await heldBy(tx, ctx, flow);
    const validation = validateFlow(pinned, obligations);
    if (!validation.ok)
      throw new DomainError("PRECONDITION", validation.problems[0]?.reason ?? "The conversation is not complete.");
    const personas = (await personasOf(tx, ctx, flow.id, pinned)).filter(({ key }) => input.personas.includes(key));
    if (personas.length === 0) throw new DomainError("PRECONDITION", "Choose who it is tried on.");
    const id = ctx.chance.id();
    const [last] = await tx
      .select({ number: max(flowSuites.number) })
      .from(flowSuites)
      .where(ofFlow(ctx, flow.id));
    const number = (last?.number ?? 0) + 1;
    const started = await tx
      .insert(flowSuites)
      .values({
        tenantId: ctx.tenantId,
        id,
        flowId: flow.id,
        number,
        status: "running",
        flow: validation.flow,
        obligations,
        contentHash: hash,
        personas,
        runs: input.runs,
        beatAt: sql`now()`,
        createdAt: ctx.clock.now(),
        createdBy: memberOf(ctx),
      })
      .onConflictDoNothing({
        target: [flowSuites.tenantId, flowSuites.flowId],
        where: sql`status = 'running'`,
      });
    if (started.rowCount === 0) throw new DomainError("ALREADY_RUNNING");
    await dropOldSuites(tx, ctx, flow.id, number);
    const details = { change: "started", personas: personas.map(({ key }) => key), runs: input.runs };
    return { result: id, audit: { kind: "flow", id: flow.id, details } };
  });
}

const ofFlow = (ctx: TenantContext, flowId: string) =>
  and(eq(flowSuites.tenantId, ctx.tenantId), eq(flowSuites.flowId, flowId));

async function dropOldSuites(tx: TenantTransaction, ctx: TenantContext, flowId: string, number: number) {
  await tx.delete(flowSuites).where(and(ofFlow(ctx, flowId), lte(flowSuites.number, number - suitesMax)));
}
