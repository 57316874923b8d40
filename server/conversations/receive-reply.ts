import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { classifyReply, type ReplyMeaning, visibleReply } from "@/server/conversations/classify-reply";
import { owesCollectorNotice } from "@/server/conversations/collector-notice";
import { spokenLanguage, standardTexts } from "@/server/conversations/standard-texts";
import { takeMessage } from "@/server/conversations/written/take-message";
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

/** `isTaken`: a conversation answers it. */
export type Received = { debtorId: string; messageId: string; meaning: ReplyMeaning; isTaken: boolean };

/**
 * What a debtor wrote, filed and acted on in one transaction: a wish to stop is honoured at once, an unclear one pauses
 * the debtor until a person looked, anything else reaches the journey, and the conversation that answers or a person. Null: nobody here has that address,
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
    const debtor: TenantContext = { ...ctx, actor: { kind: "debtor", debtorId: writer.id } };
    const filed = { writer, messageId, meaning };
    const isTaken = await act(tx, debtor, { ...reply, from }, everyone, filed);
    await writeAudit(tx, debtor, "debtors.update", {
      kind: "message",
      id: messageId,
      details: { channel: reply.channel, meaning },
    });
    return { debtorId: writer.id, messageId, meaning, isTaken };
  });
}

type Writer = { id: string; language: string; contactPointId: string };

/** True: a conversation answers it. */
async function act(
  tx: TenantTransaction,
  ctx: TenantContext,
  reply: Reply,
  everyone: readonly Writer[],
  { writer, messageId, meaning }: { writer: Writer; messageId: string; meaning: ReplyMeaning },
): Promise<boolean> {
  const { channel, from } = reply;
  const debtorId = writer.id;
  if (meaning === "opt_out") {
    const { optOutId, isNew } = await optOutAddress(tx, ctx, { channel, address: from, debtorId, source: "recipient" });
    if (isNew && channel === "sms" && !reply.carrierConfirms) {
      await answer(tx, ctx, writer, `confirm:${optOutId}`, "opt_out_confirmation", "stopConfirmed");
    }
    return false;
  }
  if (meaning === "opt_in") {
    const evidence = `message:${messageId}`;
    const lifted = await liftOptOutOf(tx, ctx, { debtorId, channel, address: from, evidence });
    if (lifted > 0 && channel === "sms") {
      await answer(tx, ctx, writer, `start:${messageId}`, "service", "startConfirmed");
    }
    return false;
  }
  if (meaning === "help" && channel === "sms") {
    await answer(tx, ctx, writer, `help:${messageId}`, "service", "help");
    return false;
  }
  if (meaning === "pause_review") {
    for (const { id } of everyone) await pauseDebtor(tx, ctx, { debtorId: id, reason: "UNCLEAR_REPLY" });
  }
  const { contactPointId } = writer;
  const isTaken =
    meaning === "none" && (await takeMessage(tx, ctx, { id: messageId, channel, debtorId, contactPointId }));
  if (!isTaken) {
    const subject = { subjectKind: "message", subjectId: messageId };
    await raiseTask(tx, ctx, { kind: "unclear_reply", key: `reply:${messageId}`, debtorId, ...subject });
  }
  await signalDebtor(tx, ctx, { debtorId, kind: "replied", data: { channel, messageId } });
  return isTaken;
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
