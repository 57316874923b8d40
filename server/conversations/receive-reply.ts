import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { classifyReply, type ReplyMeaning, visibleReply } from "@/server/conversations/classify-reply";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { spokenLanguage, standardTexts } from "@/server/conversations/standard-texts";
import { liftOptOutOf } from "@/server/debtors/lift-opt-out";
import { optOutAddress } from "@/server/debtors/opt-out";
import { pauseDebtor } from "@/server/debtors/pause-debtor";
import { addressUsed } from "@/server/debtors/wishes/verify-address";
import { raiseTask } from "@/server/escalations/raise-task";
import { writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

export type Reply = {
  channel: "email" | "sms";
  from: string;
  to: string;
  subject?: string;
  text: string;
  /** The vendor's id: the same reply twice is one. */
  providerRef?: string;
  /** The carrier answered this stop by itself and blocks the number. */
  carrierConfirms?: boolean;
  /** Where the caller knows who wrote; else the address tells. */
  debtorId?: string;
};

export type Received = { debtorId: string; messageId: string; meaning: ReplyMeaning };

/**
 * What a debtor wrote, filed and acted on in one transaction: a wish to stop is honoured at once, an unclear one pauses
 * the debtor until a person looked, anything else reaches the journey and a person. Null: nobody here has that address,
 * or the reply was filed before.
 */
export async function receiveReply(ctx: TenantContext, reply: Reply): Promise<Received | null> {
  const from = reply.channel === "email" ? reply.from.trim().toLowerCase() : reply.from;
  return withTenant(ctx, async (tx) => {
    const everyone = await debtorsAt(tx, ctx, reply.channel, from);
    const writer = everyone.find((debtor) => debtor.id === reply.debtorId) ?? everyone[0];
    if (!writer) return null;
    const messageId = await fileMessage(tx, ctx, { ...reply, from }, writer.id);
    if (!messageId) return null;
    await addressUsed(tx, ctx, { debtorId: writer.id, address: from });

    const { verdict: meaning } = classifyReply(reply.channel === "email" ? visibleReply(reply.text) : reply.text);
    const received = { debtorId: writer.id, messageId, meaning };
    await act(tx, { ...ctx, actor: { kind: "debtor", debtorId: writer.id } }, { ...reply, from }, everyone, received);
    await writeAudit(tx, { ...ctx, actor: { kind: "debtor", debtorId: writer.id } }, "debtors.update", {
      kind: "message",
      id: messageId,
      details: { channel: reply.channel, meaning },
    });
    return received;
  });
}

type Writer = { id: string; language: string; contactPointId: string };

async function act(
  tx: TenantTransaction,
  ctx: TenantContext,
  reply: Reply,
  everyone: readonly Writer[],
  { debtorId, messageId, meaning }: Received,
): Promise<void> {
  const { channel, from } = reply;
  const writer = everyone.find((debtor) => debtor.id === debtorId);
  if (!writer) return;
  if (meaning === "opt_out") {
    const { optOutId, isNew } = await optOutAddress(tx, ctx, { channel, address: from, debtorId, source: "recipient" });
    if (isNew && channel === "sms" && !reply.carrierConfirms) {
      await answer(tx, ctx, writer, `confirm:${optOutId}`, "opt_out_confirmation", "stopConfirmed");
    }
    return;
  }
  if (meaning === "opt_in") {
    const evidence = `message:${messageId}`;
    const lifted = await liftOptOutOf(tx, ctx, { debtorId, channel, address: from, evidence });
    if (lifted > 0 && channel === "sms") {
      await answer(tx, ctx, writer, `start:${messageId}`, "service", "startConfirmed");
    }
    return;
  }
  if (meaning === "help" && channel === "sms") {
    await answer(tx, ctx, writer, `help:${messageId}`, "service", "help");
    return;
  }
  if (meaning === "pause_review") {
    for (const { id } of everyone) await pauseDebtor(tx, ctx, { debtorId: id, reason: "UNCLEAR_REPLY" });
  }
  await raiseTask(tx, ctx, {
    kind: "unclear_reply",
    key: `reply:${messageId}`,
    debtorId,
    subjectKind: "message",
    subjectId: messageId,
  });
  await signalDebtor(tx, ctx, { debtorId, kind: "replied", data: { channel, messageId } });
}

async function answer(
  tx: TenantTransaction,
  ctx: TenantContext,
  writer: Writer,
  key: string,
  purpose: "opt_out_confirmation" | "service",
  text: "stopConfirmed" | "startConfirmed" | "help",
): Promise<void> {
  const { rows } = await tx.execute<{ name: string; phone: string | null }>(sql`
    select name, phone from tenants where id = ${ctx.tenantId}`);
  const company = rows[0];
  if (!company) return;
  const texts = standardTexts[spokenLanguage(writer.language)];
  const said = texts[text](company.name, company.phone);
  const isOwed = await owesCollectorNotice(tx, ctx, writer.id);
  await queueTouch(tx, ctx, {
    key,
    purpose,
    debtorId: writer.id,
    contactPointId: writer.contactPointId,
    channel: "sms",
    content: { type: "text", text: isOwed ? `${said} ${texts.collectorNotice}` : said },
  });
}

/** Who has this address, the one we wrote to last first. */
async function debtorsAt(tx: TenantTransaction, ctx: TenantContext, channel: "email" | "sms", address: string) {
  const kind = channel === "email" ? "email" : "phone";
  const { rows } = await tx.execute<{ id: string; language: string; point_id: string }>(sql`
    select d.id, d.language, p.id as point_id
    from contact_points p
    join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
    left join lateral (
      select max(created_at) as at from touches
      where tenant_id = p.tenant_id and debtor_id = p.debtor_id and channel = ${channel}
        and status not in ('queued', 'cancelled', 'refused')) t on true
    where p.tenant_id = ${ctx.tenantId} and p.address = ${address} and p.kind = ${kind}
    order by t.at desc nulls last, d.id`);
  return rows.map((row): Writer => ({ id: row.id, language: row.language, contactPointId: row.point_id }));
}

async function fileMessage(
  tx: TenantTransaction,
  ctx: TenantContext,
  reply: Reply,
  debtorId: string,
): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into messages (tenant_id, id, debtor_id, channel, direction, from_address, to_address, subject, body,
                          provider_ref, at)
    values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtorId}, ${reply.channel}, 'inbound', ${reply.from}, ${reply.to},
            ${reply.subject ?? null}, ${reply.text.slice(0, TEXT_MAX)}, ${reply.providerRef ?? null},
            ${ctx.clock.now().toISOString()})
    on conflict do nothing returning id`);
  return rows[0]?.id;
}

const TEXT_MAX = 20_000;
