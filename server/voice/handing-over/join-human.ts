import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";
import type { CallControl } from "@/server/voice/ports";

const JOIN_WITHIN_MS = 5_000;

/** Brings the person on the line to the human who accepted last. Throws where nobody did, or the vendor would not. */
export async function joinHuman(
  ctx: TenantContext,
  call: { callId: string; callRef: string },
  control: Pick<CallControl, "joinHuman">,
): Promise<void> {
  const handOverId = await acceptedHandOver(ctx, call.callId);
  const of = { tenantId: ctx.tenantId, callId: call.callId, handOverId };
  await control.joinHuman(call.callRef, of, AbortSignal.timeout(JOIN_WITHIN_MS));
}

/** Throws NOT_FOUND where no human has the call. */
export async function acceptedHandOver(ctx: TenantContext, callId: string): Promise<string> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from hand_overs
      where tenant_id = ${ctx.tenantId} and call_id = ${callId} and status = 'accepted'
      order by created_at desc, id desc limit 1`),
  );
  return found(rows[0], "The human who has the call").id;
}
