import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import type { CallRef } from "@/server/calls/recording/follow-call";
import type { TenantContext } from "@/server/tenant-context";

/** A call that a human had is over: so is its conversation, which nobody's line would end any more. Any number of times. */
export async function endAfterHuman(ctx: TenantContext, of: CallRef, by: "them" | "us"): Promise<void> {
  const call = "callId" in of ? sql`c.id = ${of.callId}` : sql`c.touch_id = ${of.touchId}`;
  const isLeft = await withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select c.id from conversations s join calls c on c.tenant_id = s.tenant_id and c.id = s.id
      where c.tenant_id = ${ctx.tenantId} and ${call} and s.ended_at is null
        and s.state ->> 'status' = 'handed_over'
        and not exists (select 1 from voice_streams v where v.tenant_id = c.tenant_id and v.call_id = c.id
          and v.redeemed_at is not null and v.ended_at is null)`);
    const [left] = rows;
    if (!left) return false;
    await tx.execute(sql`
      update hand_overs set status = 'over' where tenant_id = ${ctx.tenantId} and status = 'accepted'
        and call_id = ${left.id}`);
    return true;
  });
  if (!isLeft) return;
  const led = await openLedConversation(ctx, of, "when_asked");
  led?.step({ type: "ended", at: ctx.clock.now().toISOString(), by });
  await led?.kept();
}
