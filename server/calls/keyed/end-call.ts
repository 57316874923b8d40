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
    if (recorded.found) await follow(tx, ctx, call.touchId);
    return recorded;
  });
  return { found: known };
}

/** The line may tell of the end before the conversation is written down to its last word, or after it was lost. */
const LAST_WORDS_SECONDS = 60;

/** A call that nobody picked up leaves nothing to do. */
async function follow(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string; isLed: boolean }>(sql`
    select id, flow_version_id is not null as "isLed" from calls
    where tenant_id = ${ctx.tenantId} and touch_id = ${touchId} and status in ('completed', 'escalated')`);
  const [call] = rows;
  if (call) await openFollowups(tx, ctx, { ...call, ...(call.isLed && { afterSeconds: LAST_WORDS_SECONDS }) });
}
