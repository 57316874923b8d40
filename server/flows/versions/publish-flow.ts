import { flowVersions } from "@/db/schema/flows";
import { DomainError } from "@/server/errors";
import type { FlowVersionSummary, PublishFlowInput } from "@/server/flows/contract";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { isPublished, latestVersion, lockFlowAt } from "@/server/flows/internal";
import { heldBy } from "@/server/flows/suites/held-by";
import { requiredSuiteOf } from "@/server/flows/suites/required-suite";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * Makes the draft the next immutable version. PRECONDITION while it has problems, or is what was published last: it must
 * say all that the law makes a call say where the workspace's debtors are, and have passed the test that it may require.
 */
export function publishFlow(
  ctx: TenantContext,
  input: PublishFlowInput,
): Promise<Omit<FlowVersionSummary, "publishedBy">> {
  return mutate(ctx, "flows.publish", async (tx) => {
    const flow = await lockFlowAt(tx, ctx, input.flowId, input.draftRevision);
    if (flow.archivedAt) throw new DomainError("PRECONDITION", "This conversation is archived; restore it first.");
    const held = await heldBy(tx, ctx, flow);
    const { pinned } = held;
    const validation = validateFlow(pinned, held.obligations);
    if (!validation.ok) {
      const [first] = validation.problems;
      const more = validation.problems.length - 1;
      throw new DomainError("PRECONDITION", `${first?.reason}${more > 0 ? ` And ${more} more.` : ""}`);
    }
    const latest = await latestVersion(tx, ctx, flow.id);
    if (latest && isPublished(latest, pinned))
      throw new DomainError("PRECONDITION", `Nothing changed since version ${latest.number}.`);
    if ((await requiredSuiteOf(tx, ctx, flow, held))?.isMet === false)
      throw new DomainError(
        "PRECONDITION",
        "This conversation is published only once its test is green on this draft.",
        {
          reason: "suite_not_green",
        },
      );
    const id = ctx.chance.id();
    const number = (latest?.number ?? 0) + 1;
    const note = input.note || null;
    const publishedAt = ctx.clock.now();
    await tx.insert(flowVersions).values({
      tenantId: ctx.tenantId,
      id,
      flowId: flow.id,
      number,
      flow: validation.flow,
      note,
      publishedAt,
      publishedBy: memberOf(ctx),
    });
    return {
      result: { id: toPublicId("flowVersion", id), number, note, publishedAt },
      audit: { kind: "flow", id: flow.id, details: { versionId: id, number } },
    };
  });
}
