import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openFollowups } from "@/server/calls/followups/open-followups";
import type { TenantContext } from "@/server/tenant-context";

/** The line may tell of the end before the conversation is written down to its last word, or after it was lost. */
const LAST_WORDS_SECONDS = 60;

/** The line says that the call is over. One that nobody picked up leaves nothing to do. */
export async function followEnded(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { touchId: string } | { callId: string },
): Promise<void> {
  const which = "touchId" in of ? sql`touch_id = ${of.touchId}` : sql`id = ${of.callId}`;
  const { rows } = await tx.execute<{ id: string; isLed: boolean }>(sql`
    select id, flow_version_id is not null as "isLed" from calls
    where tenant_id = ${ctx.tenantId} and ${which} and status in ('completed', 'escalated')`);
  const [call] = rows;
  if (call) await openFollowups(tx, ctx, { ...call, ...(call.isLed && { afterSeconds: LAST_WORDS_SECONDS }) });
}
