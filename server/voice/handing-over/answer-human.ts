// What became of a human who was rung, as the vendor tells it: in any order, any number of times. Only the first counts.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { TenantContext } from "@/server/tenant-context";
import { tellCall } from "@/server/voice/inbox/tell-call";

type Ending = "no_answer" | "declined" | "voicemail" | "line_fault";
type HandOver = { id: string; transfer_id: string | null; requested_by: string | null };

/**
 * They pressed a key: whoever has the line brings the other one over. False: it is too late, or somebody else took the call,
 * and they are let go.
 */
export function acceptHandOver(ctx: TenantContext, of: { handOverId: string; callId: string }): Promise<boolean> {
  return withTenant(ctx, async (tx) => {
    // Of two who press a key at the same instant the second sees the first.
    await tx.execute(sql`
      select 1 from calls where tenant_id = ${ctx.tenantId} and id = ${of.callId} for no key update`);
    const handOver = await settle(tx, ctx, of.handOverId, "accepted");
    if (!handOver) return false;
    const isOnTheLine = await tellCall(tx, ctx, of, taken(ctx, handOver));
    if (!isOnTheLine) await closeHandOver(tx, ctx, of.handOverId, "no_answer");
    return isOnTheLine;
  });
}

/** Nobody waits for the human whom the conversation asked for any more. True: too late, they have accepted. */
export function giveUpHandOver(ctx: TenantContext, of: { callId: string; transferId: string }): Promise<boolean> {
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ status: string }>(sql`
      update hand_overs set status = case status when 'ringing' then 'no_answer' else status end,
        settled_at = coalesce(settled_at, ${ctx.clock.now().toISOString()})
      where tenant_id = ${ctx.tenantId} and call_id = ${of.callId} and transfer_id = ${of.transferId}
      returning status`);
    return rows[0]?.status === "accepted";
  });
}

/** Who accepted does not come together with the person on the line after all. */
export async function closeHandOver(
  tx: TenantTransaction,
  ctx: TenantContext,
  handOverId: string,
  ending: Ending,
): Promise<void> {
  await tx.execute(sql`
    update hand_overs set status = ${ending}
    where tenant_id = ${ctx.tenantId} and id = ${handOverId} and status = 'accepted'`);
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
    update hand_overs h set status = ${status}, settled_at = ${ctx.clock.now().toISOString()}
    where tenant_id = ${ctx.tenantId} and id = ${handOverId} and status = 'ringing'
      and (${status} <> 'accepted' or not exists (select 1 from hand_overs o
        where o.tenant_id = h.tenant_id and o.call_id = h.call_id and o.status = 'accepted'))
    returning id, transfer_id, requested_by`);
  return rows[0];
}
