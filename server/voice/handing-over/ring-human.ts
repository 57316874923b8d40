import { sql } from "drizzle-orm";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { handOvers } from "@/db/schema/voice";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { TransferBrief } from "@/server/flows/interpreter/commands";
import type { Language } from "@/server/flows/languages";
import type { TenantContext } from "@/server/tenant-context";
import { briefWords } from "@/server/voice/handing-over/brief";
import type { CallControl, HumanCall } from "@/server/voice/ports";

export type HandOverRequest = {
  callId: string;
  /** The conversation's own name for it; null: a supervisor takes over, and no conversation waits for the answer. */
  transferId: string | null;
  requestedBy: string | null;
  /** A number that is not E.164 means the company's own. */
  to: HumanCall["to"];
  brief: TransferBrief;
  language: Language;
};

const RING_WITHIN_MS = 8_000;

/**
 * Rings a human for the call; what they do comes by the vendor's reports. False: nobody could be rung, or this was asked for
 * already.
 */
export async function ringHuman(
  ctx: TenantContext,
  request: HandOverRequest,
  control: Pick<CallControl, "ringHuman">,
): Promise<boolean> {
  const { callId, transferId, requestedBy, brief, language } = request;
  const handOverId = ctx.chance.id();
  const to = await withTenant(ctx, async (tx) => {
    const phone = "number" in request.to ? await numberFor(tx, ctx, request.to.number) : request.to;
    if (!phone) return null;
    const toNumber = "number" in phone ? phone.number : "browser";
    const row = { tenantId: ctx.tenantId, id: handOverId, callId, transferId, requestedBy, toNumber };
    const made = await tx
      .insert(handOvers)
      .values({ ...row, status: "ringing", createdAt: ctx.clock.now() })
      .onConflictDoNothing()
      .returning({ id: handOvers.id });
    return made.length > 0 ? phone : null;
  });
  if (!to) return false;
  const human = {
    tenantId: ctx.tenantId,
    callId,
    handOverId,
    to,
    brief: { language, text: briefWords(brief, language) },
  };
  try {
    const { agentRef } = await control.ringHuman(human, AbortSignal.timeout(RING_WITHIN_MS));
    await settle(ctx, handOverId, sql`agent_ref = ${agentRef}`);
    return true;
  } catch {
    await settle(ctx, handOverId, sql`status = 'line_fault', settled_at = ${ctx.clock.now().toISOString()}`);
    return false;
  }
}

const settle = (ctx: TenantContext, id: string, change: ReturnType<typeof sql>) =>
  withTenant(ctx, (tx) =>
    tx.execute(sql`update hand_overs set ${change}
      where tenant_id = ${ctx.tenantId} and id = ${id} and status = 'ringing'`),
  );

async function numberFor(tx: TenantTransaction, ctx: TenantContext, to: string): Promise<{ number: string } | null> {
  const named = parsePhoneNumberFromString(to);
  if (named?.isValid()) return { number: named.number };
  const { rows } = await tx.execute<{ phone: string | null }>(
    sql`select phone from tenants where id = ${ctx.tenantId}`,
  );
  const own = rows[0]?.phone ? parsePhoneNumberFromString(rows[0].phone) : undefined;
  return own?.isValid() ? { number: own.number } : null;
}
