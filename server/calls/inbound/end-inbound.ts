import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { followEnded } from "@/server/calls/followups/follow-ended";
import { followCall } from "@/server/calls/recording/follow-call";
import { contextOf } from "@/server/conversations/receive-report";
import { workspaceOfNumber } from "@/server/numbers/find-number";
import { endAfterHuman } from "@/server/voice/handing-over/after-human";

/** The vendor says that a call to one of our numbers is over. False: it is not ours, or not known yet. */
export async function endInbound(
  call: { callRef: string; to: string },
  trace: { requestId?: string } = {},
): Promise<boolean> {
  const tenantId = await workspaceOfNumber(call.to);
  const ctx = tenantId && (await contextOf(tenantId, trace));
  if (!ctx) return false;
  const callId = await withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from calls where tenant_id = ${ctx.tenantId} and provider_ref = ${call.callRef}`);
    return rows[0]?.id;
  });
  if (!callId) return false;
  await endAfterHuman(ctx, { callId }, "them");
  await withTenant(ctx, async (tx) => {
    await followCall(tx, ctx, { callId }, { ending: "answered", over: true });
    await followEnded(tx, ctx, { callId });
  });
  return true;
}
