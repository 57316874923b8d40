// The other way round: the debtor calls us, on the sandbox's phone. The same verbs as where a line rings.
import { sql } from "drizzle-orm";
import { sandboxDeliveries } from "@/db/schema/touches";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type Answering, answeringAt, takeInbound } from "@/server/calls/inbound/take-inbound";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import { followCall } from "@/server/calls/recording/follow-call";
import { DomainError, found } from "@/server/errors";
import type { ConversationModel } from "@/server/flows/ports";
import { toPublicId } from "@/server/public-ids";
import type { CalledUs } from "@/server/sandbox/contract";
import { authoriseActing } from "@/server/sandbox/internal";
import { begin } from "@/server/sandbox/talk-as-debtor";
import type { TenantContext } from "@/server/tenant-context";

/** Where the sandbox has no number with a conversation, its only published one answers here. */
const OTHERWISE = "+15005550006";

export async function callAsDebtor(
  ctx: TenantContext,
  { debtorId }: { debtorId: string },
  model: ConversationModel,
): Promise<CalledUs> {
  authoriseActing(ctx);
  const { call, deliveryId, from, to } = await withTenant(ctx, async (tx) => {
    const from = await phoneOf(tx, ctx, debtorId);
    const { to, answering } = await whoAnswers(tx, ctx);
    const callRef = `sandbox-${ctx.chance.id()}`;
    const call = await takeInbound(tx, ctx, { callRef, from, to }, answering, { hasLines: true });
    if (call.how === "led") await followCall(tx, ctx, { callId: call.callId }, { ending: "answered", over: false });
    const deliveryId = ctx.chance.id();
    const now = ctx.clock.now();
    const isLed = call.how === "led";
    await tx.insert(sandboxDeliveries).values({
      tenantId: ctx.tenantId,
      id: deliveryId,
      channel: "voice",
      idempotencyKey: `call-${call.callId}`,
      toAddress: from,
      fromAddress: to,
      body: "",
      state: isLed ? "in_progress" : "completed",
      reportedAt: isLed ? null : now,
      at: now,
      debtorId,
    });
    return { call, deliveryId, from, to };
  });
  const answered = { deliveryId: toPublicId("delivery", deliveryId), from, to };
  if (call.how === "called_back") {
    const { language, text } = call;
    return { ...answered, turn: { say: [text], gather: null, language, hears: false } };
  }
  const led = found(await openLedConversation(ctx, { callId: call.callId }, "when_asked"), "The call");
  return { ...answered, turn: await begin(ctx, led, model) };
}

async function phoneOf(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<string> {
  const { rows } = await tx.execute<{ address: string }>(sql`
    select address from contact_points
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and kind = 'phone'
    order by status <> 'active', not is_primary, id limit 1`);
  const [phone] = rows;
  if (phone) return phone.address;
  await tx
    .execute(sql`select 1 from debtors where tenant_id = ${ctx.tenantId} and id = ${debtorId}`)
    .then((known) => found(known.rows[0], "The debtor"));
  throw new DomainError("PRECONDITION", "This debtor has no telephone number.", { reason: "debtor_without_phone" });
}

async function whoAnswers(tx: TenantTransaction, ctx: TenantContext): Promise<{ to: string; answering: Answering }> {
  const numbers = await tx.execute<{ e164: string }>(sql`
    select n.e164 from phone_numbers n
    where n.tenant_id = ${ctx.tenantId} and n.archived_at is null
      and exists (select 1 from flow_versions v where v.tenant_id = n.tenant_id and v.flow_id = n.flow_id)
    order by n.created_at, n.id limit 1`);
  const to = numbers.rows[0]?.e164;
  if (to) return { to, answering: await answeringAt(tx, ctx, to) };
  const flows = await tx.execute<{ version_id: string }>(sql`
    select distinct on (f.id) v.id as version_id from flows f
    join flow_versions v on v.tenant_id = f.tenant_id and v.flow_id = f.id
    where f.tenant_id = ${ctx.tenantId} and f.archived_at is null
    order by f.id, v.number desc limit 2`);
  const [only] = flows.rows;
  if (only && flows.rows.length === 1)
    return { to: OTHERWISE, answering: { hours: null, flowVersionId: only.version_id } };
  throw new DomainError("PRECONDITION", "Give a telephone number a published conversation that answers there.", {
    reason: "nobody_answers",
  });
}
