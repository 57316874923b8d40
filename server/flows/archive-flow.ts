import { loadFlow, writeFlow } from "@/server/flows/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Takes a conversation out of the list; its versions stay, and calls that are held by it go on. */
export function archiveFlow(ctx: TenantContext, input: { flowId: string }): Promise<void> {
  return setArchived(ctx, input.flowId, ctx.clock.now());
}

/** Puts it back. */
export function restoreFlow(ctx: TenantContext, input: { flowId: string }): Promise<void> {
  return setArchived(ctx, input.flowId, null);
}

function setArchived(ctx: TenantContext, flowId: string, archivedAt: Date | null): Promise<void> {
  return mutate(ctx, "flows.update", async (tx) => {
    const flow = await loadFlow(tx, ctx, flowId);
    if ((flow.archivedAt === null) === (archivedAt === null)) return { result: undefined, audit: null };
    await writeFlow(tx, ctx, flow, { archivedAt });
    const change = archivedAt ? "archived" : "restored";
    return { result: undefined, audit: { kind: "flow", id: flow.id, details: { change } } };
  });
}
