// What became of a human who was rung, as the vendor tells it: in any order, any number of times. Only the first counts.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { TenantContext } from "@/server/tenant-context";
import { tellCall } from "@/server/voice/inbox/tell-call";

type Ending = "no_answer" | "declined" | "voicemail" | "line_fault";
type HandOver = { id: string; transfer_id: string | null; requested_by: string | null };

/** They pressed a key: whoever has the line brings the other one over. False: it is too late, and they are let go. */
export function acceptHandOver(ctx: TenantContext, of: { handOverId: string; callId: string }): Promise<boolean> {
  return withTenant(ctx, async (tx) => {
    const handOver = await settle(tx, ctx, of.handOverId, "accepted");
    if (!handOver) return false;
    return tellCall(tx, ctx, of, taken(ctx, handOver));
  });
}

/** They did not come: the conversation goes on without them. */
export function endHandOver(
  ctx: TenantContext,
  of: { handOverId: string; callId: string; ending: Ending },
): Promise<void> {
  return withTenant(ctx, async (tx) => {
    const handOver = await settle(tx, ctx, of.handOverId, of.ending);
    if (!handOver?.transfer_id) return;
    const at = ctx.clock.now().toISOString();
    await tellCall(tx, ctx, of, {
      type: "transferred",
      at,
      transferId: handOver.transfer_id,
      result: of.ending,
    });
  });
}

function taken(ctx: TenantContext, of: HandOver): EventOf<"transferred" | "supervised"> {
  const at = ctx.clock.now().toISOString();
  if (of.transfer_id !== null) return { type: "transferred", at, transferId: of.transfer_id, result: "connected" };
  return { type: "supervised", at, by: of.requested_by ?? "api", supervision: { action: "take_over" } };
}

async function settle(
  tx: TenantTransaction,
  ctx: TenantContext,
  handOverId: string,
  status: Ending | "accepted",
): Promise<HandOver | undefined> {
  const { rows } = await tx.execute<HandOver>(sql`
    update hand_overs set status = ${status}, settled_at = ${ctx.clock.now().toISOString()}
    where tenant_id = ${ctx.tenantId} and id = ${handOverId} and status = 'ringing'
    returning id, transfer_id, requested_by`);
  return rows[0];
}
