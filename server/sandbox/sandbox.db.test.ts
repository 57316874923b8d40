import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { dispatchAll, look, sendText, touchRow } from "@/server/conversations/testing/sent-touch";
import { recordPayment } from "@/server/payments/record-payment";
import { judgePromises } from "@/server/promises/judge-promises";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import { fromPublicId } from "@/server/public-ids";
import { answerAsDebtor, hangUpAsDebtor, pressAsDebtor } from "@/server/sandbox/answer-call";
import { getMail } from "@/server/sandbox/get-mail";
import { listDeliveries } from "@/server/sandbox/list-deliveries";
import { replyAsDebtor, unsubscribeAsDebtor } from "@/server/sandbox/reply-as-debtor";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { sandboxVendors } from "@/server/wiring";

async function newest(ctx: TenantContext, channel: "email" | "sms" | "voice") {
  const [item] = await listDeliveries(ctx, { channel, limit: 10 });
  const deliveryId = fromPublicId("delivery", item?.id ?? "");
  if (!item || !deliveryId) throw new Error("nothing was received");
  return { item, deliveryId };
}

async function ringing() {
  const { ctx, at, as } = await makeWorkspace();
  const debtor = await makeDebtor(ctx, { amounts: [80_000] });
  const touchId = await sendText(ctx, debtor, "voice", "You owe $800.00.");
  const { deliveryId } = await newest(ctx, "voice");
  return { ctx, at, as, debtor, touchId, deliveryId };
}

describe("a mail", () => {
  test("arrives as the debtor sees it and is reported as delivered", async () => {
    const { ctx } = await makeWorkspace();
    const touchId = await sendText(ctx, await makeDebtor(ctx), "email");
    const { deliveryId } = await newest(ctx, "email");
    expect(await getMail(ctx, { deliveryId })).toMatchObject({ subject: "Open invoices", state: "delivered" });
    expect((await touchRow(ctx, touchId))?.status).toBe("sent");
    expect(await sandboxVendors.report(ctx)).toBe(1);
    expect(await sandboxVendors.report(ctx)).toBe(0);
    expect((await touchRow(ctx, touchId))?.status).toBe("delivered");
  });

  test("to a bounce@ address comes back and the address is not used again", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx, { email: "bounce@example.com" });
    const touchId = await sendText(ctx, debtor, "email");
    await sandboxVendors.report(ctx);
    expect((await touchRow(ctx, touchId))?.status).toBe("bounced");
    const point = sql`select status from contact_points where tenant_id = ${ctx.tenantId} and id = ${debtor.emailPointId}`;
    expect(await look(ctx, point)).toEqual([{ status: "undeliverable" }]);
  });

  test("can be unsubscribed from, once and for that address", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    await sendText(ctx, debtor, "email");
    const { deliveryId } = await newest(ctx, "email");
    await unsubscribeAsDebtor(ctx, { deliveryId });
    await unsubscribeAsDebtor(ctx, { deliveryId });
    expect(await look(ctx, sql`select channel, address from opt_outs where tenant_id = ${ctx.tenantId}`)).toEqual([
      { channel: "email", address: debtor.email },
    ]);
  });
});

describe("a text message", () => {
  test("can be answered", async () => {
    const { ctx } = await makeWorkspace();
    await sendText(ctx, await makeDebtor(ctx), "sms");
    const { deliveryId } = await newest(ctx, "sms");
    expect(await replyAsDebtor(ctx, { deliveryId, text: "paid yesterday" })).toEqual({
      meaning: "none",
      isTaken: false,
    });
    const items = await listDeliveries(ctx, { channel: "sms", limit: 10 });
    expect(items.map((item) => item.kind).sort()).toEqual(["received", "written"]);
  });
});

describe("a call", () => {
  test("says who calls, that a machine speaks, and what is owed, to a person only", async () => {
    const { ctx, deliveryId } = await ringing();
    const turn = await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    expect(turn.say[0]).toMatch(/automated call with an artificial voice from Test Freight/);
    expect(turn.say.join(" ")).toContain("$800.00");
    expect(turn.gather).toMatchObject({ step: "menu" });
  });

  test("tells a machine nothing about money", async () => {
    const { ctx, deliveryId, touchId } = await ringing();
    const turn = await answerAsDebtor(ctx, { deliveryId, answeredBy: "machine" }, sandboxConversationModel);
    expect(turn.say.join(" ")).not.toMatch(/\$|owe|pay|invoice|balance|account/i);
    expect(turn.gather).toBeNull();
    expect((await touchRow(ctx, touchId))?.call_result?.outcome).toBe("voicemail");
  });

  test("key 1 sends the pay link by text", async () => {
    const { ctx, deliveryId } = await ringing();
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    const turn = await pressAsDebtor(ctx, { deliveryId, step: "menu", digits: "1", attempt: 1 });
    expect(turn.gather).toBeNull();
    await dispatchAll(ctx);
    const { item } = await newest(ctx, "sms");
    expect(item.body).toMatch(/\/pay\/[A-Za-z0-9_-]{43}/);
  });

  test("key 1 after the debtor paid while the phone rang says that nothing is open and sends nothing", async () => {
    const { ctx, debtor, deliveryId } = await ringing();
    await withTenant(ctx, (tx) =>
      recordPayment(tx, ctx, {
        debtorId: debtor.debtorId,
        currency: "USD",
        amountMinor: 80_000,
        method: "checkout",
        receivedAt: ctx.clock.now(),
        status: "succeeded",
      }),
    );
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    const turn = await pressAsDebtor(ctx, { deliveryId, step: "menu", digits: "1", attempt: 1 });
    expect(turn).toMatchObject({ say: ["Nothing is open any more. Thank you.", "Goodbye."], gather: null });
    await dispatchAll(ctx);
    expect(await look(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId} and channel = 'sms'`)).toEqual(
      [],
    );
  });

  test("key 2 and a number of days is a promise, kept or broken when its day is over", async () => {
    const { ctx, at, deliveryId } = await ringing();
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    const ask = await pressAsDebtor(ctx, { deliveryId, step: "menu", digits: "2", attempt: 1 });
    expect(ask.gather).toMatchObject({ step: "promise_days", digitsMax: 2 });
    const wrong = await pressAsDebtor(ctx, { deliveryId, step: "promise_days", digits: "77", attempt: 1 });
    expect(wrong.gather).toMatchObject({ step: "promise_days", attempt: 2 });
    const done = await pressAsDebtor(ctx, { deliveryId, step: "promise_days", digits: "5", attempt: 2 });
    expect(done.say.join(" ")).toContain("March 7, 2026");
    const promise = sql`select due_on::text, amount_minor::int, status, source from promises where tenant_id = ${ctx.tenantId}`;
    expect(await look(ctx, promise)).toEqual([
      { due_on: "2026-03-07", amount_minor: 80_000, status: "open", source: "call" },
    ]);
    // Chicago is still on the 7th at 05:59 UTC of the 8th.
    expect(await judgePromises(at(new Date("2026-03-08T05:59:00Z")))).toEqual({ kept: 0, broken: 0 });
    expect(await judgePromises(at(new Date("2026-03-08T06:00:00Z")))).toEqual({ kept: 0, broken: 1 });
  });

  test("key 3 asks for a person once", async () => {
    const { ctx, deliveryId, touchId } = await ringing();
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    await pressAsDebtor(ctx, { deliveryId, step: "menu", digits: "3", attempt: 1 });
    expect(await look(ctx, sql`select kind from tasks where tenant_id = ${ctx.tenantId}`)).toEqual([
      { kind: "wants_person" },
    ]);
    expect((await touchRow(ctx, touchId))?.call_result).toMatchObject({ outcome: "answered", digits: "3" });
  });

  test("key 9 ends calls to that number", async () => {
    const { ctx, debtor, deliveryId } = await ringing();
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel);
    await pressAsDebtor(ctx, { deliveryId, step: "menu", digits: "9", attempt: 1 });
    expect(await look(ctx, sql`select channel, address from opt_outs where tenant_id = ${ctx.tenantId}`)).toEqual([
      { channel: "voice", address: debtor.phone },
    ]);
  });

  test("rings out when the clock moves on a minute, and not before", async () => {
    const { ctx, at, touchId } = await ringing();
    expect(await sandboxVendors.report(at(new Date(ctx.clock.now().getTime() + 59_000)))).toBe(0);
    expect(await sandboxVendors.report(at(new Date(ctx.clock.now().getTime() + 60_000)))).toBe(1);
    expect(await touchRow(ctx, touchId)).toMatchObject({ status: "failed", call_result: { outcome: "no_answer" } });
  });

  test("cannot be answered twice", async () => {
    const { ctx, deliveryId } = await ringing();
    await hangUpAsDebtor(ctx, { deliveryId });
    await expect(
      answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, sandboxConversationModel),
    ).rejects.toMatchObject({
      code: "PRECONDITION",
    });
  });

  test("a viewer may look but not answer", async () => {
    const { as, deliveryId } = await ringing();
    expect(await listDeliveries(as("viewer"), { channel: "voice", limit: 5 })).toHaveLength(1);
    await expect(
      answerAsDebtor(as("viewer"), { deliveryId, answeredBy: "person" }, sandboxConversationModel),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("another workspace sees and answers nothing of it", async () => {
  const { deliveryId } = await ringing();
  const { ctx: other } = await makeWorkspace();
  expect(await listDeliveries(other, { channel: "voice", limit: 5 })).toEqual([]);
  await expect(
    answerAsDebtor(other, { deliveryId, answeredBy: "person" }, sandboxConversationModel),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
