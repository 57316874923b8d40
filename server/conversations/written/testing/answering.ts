// A workspace whose texts a conversation answers, and what came of it.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { publishedFlow } from "@/server/calls/testing/led-call";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll, look } from "@/server/conversations/testing/sent-touch";
import { runWritten } from "@/server/conversations/written/run-written";
import { chooseForMessages } from "@/server/conversations/written/settings";
import { recordPayment } from "@/server/payments/record-payment";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { writtenPorts } from "@/server/wiring";

export async function answering(of: { now?: Date } = {}) {
  const workspace = await makeWorkspace(of);
  const { ctx } = workspace;
  const debtor = await makeDebtor(ctx, { name: "Blue Harbor Steel", amounts: [80_000] });
  const flowId = await publishedFlow(ctx);
  await chooseForMessages(ctx, { channel: "sms", flowId: fromPublicId("flow", flowId) ?? "" }, true);
  const write = (text: string, at: TenantContext = ctx) =>
    receiveReply(at, { channel: "sms", from: debtor.phone, to: "+15005550006", text });
  return { ...workspace, debtor, flowId, write, minutes: [] as "passed"[] };
}
export type Answering = Awaited<ReturnType<typeof answering>>;

export const goOn = (ctx: TenantContext) => runWritten(ctx, writtenPorts("sandbox"));
export const sentTo = async (ctx: TenantContext) =>
  (
    await look<{ body: string }>(
      ctx,
      sql`select body from sandbox_deliveries where tenant_id = ${ctx.tenantId} and channel = 'sms' order by at, id`,
    )
  ).map(({ body }) => body);
export const answersOf = (ctx: TenantContext) =>
  look<{ key: string; purpose: string; status: string; result_code: string | null }>(
    ctx,
    sql`select key, purpose, status, result_code from touches
      where tenant_id = ${ctx.tenantId} and key like 'written:%' order by created_at, length(key), key`,
  );
export const conversationOf = async (ctx: TenantContext) =>
  (
    await look<{ id: string; outcome: string | null; ended: boolean; due_at: string | null; revision: number }>(
      ctx,
      sql`select id, outcome, ended_at is not null as ended, due_at, revision from conversations
        where tenant_id = ${ctx.tenantId} order by started_at desc, id desc limit 1`,
    )
  )[0];
export const tasksOf = async (ctx: TenantContext) =>
  (
    await look<{ kind: string }>(
      ctx,
      sql`select kind from tasks where tenant_id = ${ctx.tenantId} order by created_at, id`,
    )
  ).map(({ kind }) => kind);

/** Writes a minute later, has it answered and sent; the answer. */
export async function told(
  { ctx, at, minutes, write }: Answering,
  text: string,
  first?: () => Promise<void>,
): Promise<string> {
  const before = (await sentTo(ctx)).length;
  const now = at(new Date(ctx.clock.now().getTime() + minutes.push("passed") * 60_000));
  await write(text, now);
  await first?.();
  await goOn(now);
  await dispatchAll(now);
  return (await sentTo(ctx)).slice(before).join(" | ");
}

/** All that is open. */
export const pay = ({ ctx, debtor: { debtorId } }: Answering) =>
  withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor: 80_000,
      method: "member",
      receivedAt: ctx.clock.now(),
      status: "succeeded",
    }),
  );

/** Up to the question that only whom we wanted reads. */
export async function verified(of: Answering) {
  await told(of, "Hello, what do you want?");
  return told(of, "Yes, this is Dana");
}
