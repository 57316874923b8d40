import { and, eq } from "drizzle-orm";
import { flowVersions } from "@/db/schema/flows";
import { found } from "@/server/errors";
import type { RestoreFlowVersionInput, SavedFlow } from "@/server/flows/contract";
import { draftFlow } from "@/server/flows/graph/schema";
import { lockFlowAt, stepChanges, writeFlow } from "@/server/flows/internal";
import { withoutOwnSkills } from "@/server/flows/own-skills/pin-skills";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Rolls back: a published version becomes the draft. Nothing that is said changes until it is published. */
export function restoreFlowVersion(ctx: TenantContext, input: RestoreFlowVersionInput): Promise<SavedFlow> {
  return mutate(ctx, "flows.update", async (tx) => {
    const flow = await lockFlowAt(tx, ctx, input.flowId, input.draftRevision);
    const rows = await tx
      .select({ number: flowVersions.number, flow: flowVersions.flow })
      .from(flowVersions)
      .where(
        and(
          eq(flowVersions.tenantId, ctx.tenantId),
          eq(flowVersions.flowId, flow.id),
          eq(flowVersions.id, input.flowVersionId),
        ),
      );
    const version = found(rows[0], "The version");
    const draft = withoutOwnSkills(draftFlow.parse(version.flow));
    const draftRevision = await writeFlow(tx, ctx, flow, { draft });
    const changes = stepChanges(draftFlow.parse(flow.draft), draft);
    return {
      result: { draft, draftRevision },
      audit: {
        kind: "flow",
        id: flow.id,
        details: { change: "rolled_back", number: version.number, draftRevision, ...changes },
      },
    };
  });
}
