import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import type { TenantContext } from "@/server/tenant-context";

/** A call that a human had is over: so is its conversation, which nobody's line would end any more. Any number of times. */
export async function endAfterHuman(ctx: TenantContext, touchId: string, by: "them" | "us"): Promise<void> {
  const isLeft = await withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute(sql`
      select 1 from conversations s join calls c on c.tenant_id = s.tenant_id and c.id = s.id
      where c.tenant_id = ${ctx.tenantId} and c.touch_id = ${touchId} and s.ended_at is null
        and s.state ->> 'status' = 'handed_over'
        and not exists (select 1 from voice_streams v where v.tenant_id = c.tenant_id and v.touch_id = c.touch_id
          and v.redeemed_at is not null and v.ended_at is null)`);
    if (rows.length === 0) return false;
    await tx.execute(sql`
      update hand_overs set status = 'over' where tenant_id = ${ctx.tenantId} and status = 'accepted'
        and call_id = (select id from calls where tenant_id = ${ctx.tenantId} and touch_id = ${touchId})`);
    return true;
  });
  if (!isLeft) return;
  const led = await openLedConversation(ctx, touchId, "when_asked");
  led?.step({ type: "ended", at: ctx.clock.now().toISOString(), by });
  await led?.kept();
}
