import type { RenameFlowInput } from "@/server/flows/contract";
import { loadFlow, writeFlow } from "@/server/flows/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Changes the name; the draft and its revision stay. */
export function renameFlow(ctx: TenantContext, { flowId, name }: RenameFlowInput): Promise<{ name: string }> {
  return mutate(ctx, "flows.update", async (tx) => {
    const flow = await loadFlow(tx, ctx, flowId);
    if (flow.name === name) return { result: { name }, audit: null };
    await writeFlow(tx, ctx, flow, { name });
    return { result: { name }, audit: { kind: "flow", id: flow.id, details: { change: "renamed" } } };
  });
}
