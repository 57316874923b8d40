import { eq } from "drizzle-orm";
import { users } from "@/db/schema/tenancy";
import type { FlowDetail } from "@/server/flows/contract";
import { problemsOf } from "@/server/flows/graph/checks/validate";
import { draftFlow } from "@/server/flows/graph/schema";
import { isPublished, latestVersion, loadFlow } from "@/server/flows/internal";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { ownSkillsOf, withOwnSkills } from "@/server/flows/own-skills/pin-skills";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A conversation with its draft, for the builder. */
export function getFlow(ctx: TenantContext, input: { flowId: string }): Promise<FlowDetail> {
  return read(ctx, "flows.read", async (tx) => {
    const flow = await loadFlow(tx, ctx, input.flowId);
    const version = await latestVersion(tx, ctx, flow.id);
    const [savedBy] = flow.updatedBy
      ? await tx.select({ name: users.name }).from(users).where(eq(users.id, flow.updatedBy))
      : [];
    const draft = draftFlow.parse(flow.draft);
    const pinned = await withOwnSkills(tx, ctx, draft);
    const obligations = await obligationsOfCalls(tx, ctx);
    return {
      id: toPublicId("flow", flow.id),
      name: flow.name,
      steps: draft.nodes.length,
      draft,
      draftRevision: flow.draftRevision,
      problems: problemsOf(pinned, obligations),
      obligations,
      ownSkills: await ownSkillsOf(tx, ctx),
      latestVersion: version
        ? { id: toPublicId("flowVersion", version.id), number: version.number, publishedAt: version.publishedAt }
        : null,
      changed: !isPublished(version, pinned),
      updatedAt: flow.updatedAt,
      updatedBy: savedBy?.name ?? null,
      archivedAt: flow.archivedAt,
    };
  });
}
