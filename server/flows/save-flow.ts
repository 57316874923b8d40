import type { SaveFlowInput } from "@/server/flows/contract";
import type { Problem } from "@/server/flows/graph/checks/problems";
import { problemsOf } from "@/server/flows/graph/checks/validate";
import { draftFlow } from "@/server/flows/graph/schema";
import { lockFlowAt, stepChanges, writeFlow } from "@/server/flows/internal";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { withOwnSkills, withoutOwnSkills } from "@/server/flows/own-skills/pin-skills";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Saves the draft, complete or not, and answers its new revision. CONFLICT when somebody else saved since. */
export function saveFlow(
  ctx: TenantContext,
  input: SaveFlowInput,
): Promise<{ draftRevision: number; problems: Problem[] }> {
  return mutate(ctx, "flows.update", async (tx) => {
    const flow = await lockFlowAt(tx, ctx, input.flowId, input.draftRevision);
    const draft = withoutOwnSkills(input.draft);
    const draftRevision = await writeFlow(tx, ctx, flow, { draft });
    const changes = stepChanges(draftFlow.parse(flow.draft), draft);
    const pinned = await withOwnSkills(tx, ctx, draft);
    return {
      result: { draftRevision, problems: problemsOf(pinned, await obligationsOfCalls(tx, ctx)) },
      audit: { kind: "flow", id: flow.id, details: { change: "draft", draftRevision, ...changes } },
    };
  });
}
