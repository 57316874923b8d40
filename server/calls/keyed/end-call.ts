import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { openFollowups } from "@/server/calls/followups/open-followups";
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
    if (recorded.found) await followKeyedCall(tx, ctx, call.touchId);
    return recorded;
  });
  return { found: known };
}

/** A call that nobody picked up leaves nothing to do; one that a conversation holds is followed when that ends. */
async function followKeyedCall(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from calls where tenant_id = ${ctx.tenantId} and touch_id = ${touchId} and flow_version_id is null
      and status in ('completed', 'escalated')`);
  if (rows[0]) await openFollowups(tx, ctx, { id: rows[0].id, isLed: false });
}
