import { withTenant } from "@/db/tenant-transaction";
import { followEnded } from "@/server/calls/followups/follow-ended";
import type { CallEnd } from "@/server/calls/ports";
import type { TenantContext } from "@/server/tenant-context";
import { recordDelivery } from "@/server/touches/record-delivery";

/** The call is over, or never began. A first outcome stays. */
export async function endCall(
  ctx: TenantContext,
  call: CallEnd & { touchId: string; answeredBy?: string },
): Promise<{ found: boolean }> {
  const reached = call.outcome === "answered" || call.outcome === "voicemail";
  const { found: known } = await withTenant(ctx, async (tx) => {
    const recorded = await recordDelivery(
      tx,
      ctx,
      { touchId: call.touchId },
      {
        status: reached ? "delivered" : "failed",
        code: reached ? undefined : (call.code ?? call.outcome.toUpperCase()),
        call: { outcome: call.outcome, answeredBy: call.answeredBy },
        callIsOver: true,
      },
    );
    if (recorded.found) await followEnded(tx, ctx, { touchId: call.touchId });
    return recorded;
  });
  return { found: known };
}
