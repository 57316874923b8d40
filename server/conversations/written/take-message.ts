import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import type { WrittenChannel } from "@/server/conversations/written/contract";
import { conversationFor } from "@/server/conversations/written/settings";
import { beginConversation } from "@/server/flows/holding/open-conversation";
import type { TenantContext } from "@/server/tenant-context";

type Message = { id: string; channel: WrittenChannel; debtorId: string; contactPointId: string };

/**
 * Puts what a debtor wrote before the conversation that is under way with them, or one that begins with it, in the
 * caller's transaction; a worker goes on with it at commit. False: a person reads it.
 */
export async function takeMessage(tx: TenantTransaction, ctx: TenantContext, message: Message): Promise<boolean> {
  const underWay = await open(tx, ctx, message);
  // Another number or address of theirs may be another person: nothing that was said to the first counts for it.
  if (underWay && underWay.contactPointId !== message.contactPointId) return false;
  const conversationId = underWay?.id ?? (await begin(tx, ctx, message));
  if (!conversationId) return false;
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    update messages set conversation_id = ${conversationId} where tenant_id = ${ctx.tenantId} and id = ${message.id}`);
  await tx.execute(sql`
    update conversations set due_at = ${now}, attempts = 0
    where tenant_id = ${ctx.tenantId} and id = ${conversationId}`);
  await notifyWorkers(tx, ctx);
  return true;
}

/** Held until the transaction ends: whoever ends it at this moment is waited for. */
async function open(tx: TenantTransaction, ctx: TenantContext, of: Message) {
  const { rows } = await tx.execute<{ id: string; contactPointId: string | null }>(sql`
    select id, contact_point_id as "contactPointId" from conversations
    where tenant_id = ${ctx.tenantId} and debtor_id = ${of.debtorId} and channel = ${of.channel} and ended_at is null
    for update`);
  return rows[0];
}

async function begin(tx: TenantTransaction, ctx: TenantContext, of: Message): Promise<string | undefined> {
  const { debtorId, contactPointId } = of;
  if (!(await mayBegin(tx, ctx, debtorId))) return undefined;
  const answering = await conversationFor(tx, ctx, of.channel);
  if (!answering) return undefined;
  const conversationId = ctx.chance.id();
  await beginConversation(tx, ctx, {
    conversationId,
    debtorId,
    contactPointId,
    flowVersionId: answering.flowVersionId,
    channel: of.channel,
    direction: "inbound",
    touchId: null,
  });
  return conversationId;
}

/** Something is open, and nobody of the company is at it or was promised to them. */
async function mayBegin(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from debtors d
    where d.tenant_id = ${ctx.tenantId} and d.id = ${debtorId} and d.stop is null and d.paused_reason is null
      and d.restricted_at is null and d.automation_refused_at is null
      and exists (select 1 from invoices i
        where i.tenant_id = d.tenant_id and i.debtor_id = d.id and i.status = 'open' and i.open_minor > 0)
      and not exists (select 1 from tasks k
        where k.tenant_id = d.tenant_id and k.debtor_id = d.id and k.kind in ('wants_person', 'human_review')
          and k.done_at is null)`);
  return rows.length > 0;
}
