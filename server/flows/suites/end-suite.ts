import { beat, loadSuite } from "@/server/flows/suites/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Stops a suite; what was found until then stays. One that is over is left as it is. */
export const cancelSuite = (ctx: TenantContext, input: { suiteId: string }) => endSuite(ctx, input, "cancelled");

/** Gives up on a suite after its last try. */
export const failSuite = (ctx: TenantContext, input: { suiteId: string }) => endSuite(ctx, input, "failed");

function endSuite(ctx: TenantContext, input: { suiteId: string }, status: "cancelled" | "failed"): Promise<void> {
  return mutate(ctx, "flows.test", async (tx) => {
    const suite = await loadSuite(tx, ctx, input.suiteId);
    const isEnded = await beat(tx, ctx, suite.id, { status, finishedAt: ctx.clock.now() });
    return {
      result: undefined,
      audit: isEnded ? { kind: "flow", id: suite.flowId, details: { change: status } } : null,
    };
  });
}
