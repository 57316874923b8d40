import { flowVersions } from "@/db/schema/flows";
import { DomainError } from "@/server/errors";
import type { FlowVersionSummary, PublishFlowInput } from "@/server/flows/contract";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { draftFlow } from "@/server/flows/graph/schema";
import { isPublished, latestVersion, lockFlowAt } from "@/server/flows/internal";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { withOwnSkills } from "@/server/flows/own-skills/pin-skills";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * Makes the draft the next immutable version. PRECONDITION while it has problems, or is what was published last: it must
 * say all that the law makes a call say where the workspace's debtors are.
 */
export function publishFlow(
  ctx: TenantContext,
  input: PublishFlowInput,
): Promise<Omit<FlowVersionSummary, "publishedBy">> {
  return mutate(ctx, "flows.publish", async (tx) => {
    const flow = await lockFlowAt(tx, ctx, input.flowId, input.draftRevision);
    if (flow.archivedAt) throw new DomainError("PRECONDITION", "This conversation is archived; restore it first.");
    const pinned = await withOwnSkills(tx, ctx, draftFlow.parse(flow.draft));
    const validation = validateFlow(pinned, await obligationsOfCalls(tx, ctx));
    if (!validation.ok) {
      const [first] = validation.problems;
      const more = validation.problems.length - 1;
      throw new DomainError("PRECONDITION", `${first?.reason}${more > 0 ? ` And ${more} more.` : ""}`);
    }
    const latest = await latestVersion(tx, ctx, flow.id);
    if (latest && isPublished(latest, pinned))
      throw new DomainError("PRECONDITION", `Nothing changed since version ${latest.number}.`);
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
