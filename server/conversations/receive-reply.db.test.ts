import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { lineGraph, makeDebtor, startCampaign, steps, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll, look, sendText } from "@/server/conversations/testing/sent-touch";
import { listTasks } from "@/server/escalations/list-tasks";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const reply = (ctx: TenantContext, debtor: TestDebtor, text: string, extra: { providerRef?: string } = {}) =>
  receiveReply(ctx, { channel: "sms", from: debtor.phone, to: "+15005550006", text, ...extra });

const optOutsOf = (ctx: TenantContext) =>
  look<{ channel: string; source: string }>(
    ctx,
    sql`select channel, source from opt_outs where tenant_id = ${ctx.tenantId} and lifted_at is null order by channel`,
  );

describe("a debtor who writes STOP", () => {
  test("is never texted or called there again, gets one confirmation, and leaves the journey", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    await startCampaign(ctx, lineGraph([steps.waitDays("later", 3), steps.sms("text")]));
    await wakeDue(ctx);

    const received = await reply(ctx, debtor, "बंद करो");
    expect(received?.meaning).toBe("opt_out");
    expect(await optOutsOf(ctx)).toEqual([
      { channel: "sms", source: "recipient" },
      { channel: "voice", source: "recipient" },
    ]);
    await wakeDue(ctx);
    const [enrollment] = await look(
      ctx,
      sql`select status, outcome from enrollments where tenant_id = ${ctx.tenantId}`,
    );
    expect(enrollment).toEqual({ status: "done", outcome: "opted_out" });

    await dispatchAll(ctx);
    await reply(ctx, debtor, "stop!");
    await dispatchAll(ctx);
    const sent = await look(
      ctx,
      sql`select channel, body from sandbox_deliveries where tenant_id = ${ctx.tenantId} order by at`,
    );
    expect(sent).toEqual([
      {
        channel: "sms",
        body: "Test Freight: you will get no more messages at this number. Reply START to get them again.",
      },
    ]);
  });

  test("may start again by START, and only for texts", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    await reply(ctx, debtor, "STOP");
    await reply(ctx, debtor, "start");
    expect(await optOutsOf(ctx)).toEqual([{ channel: "voice", source: "recipient" }]);
  });

  test("stops everyone who shares the number", async () => {
    const { ctx } = await makeWorkspace();
    const [one, other] = [
      await makeDebtor(ctx, { phone: "+15125550177" }),
      await makeDebtor(ctx, { phone: "+15125550177" }),
    ];
    await startCampaign(ctx, lineGraph([steps.waitDays("later", 3), steps.sms("text")]));
    await wakeDue(ctx);
    await reply(ctx, one, "unsubscribe");
    await wakeDue(ctx);
    const rows = await look<{ debtor_id: string; outcome: string }>(
      ctx,
      sql`select debtor_id, outcome from enrollments where tenant_id = ${ctx.tenantId}`,
    );
    expect(rows.find((row) => row.debtor_id === other.debtorId)?.outcome).toBe("opted_out");
  });
});

test("an unclear stop pauses the debtor until a person looked", async () => {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx);
  const received = await reply(ctx, debtor, "cancel load 4432");
  expect(received?.meaning).toBe("pause_review");
  expect(
    await look(
      ctx,
      sql`select paused_reason from debtors where tenant_id = ${ctx.tenantId} and id = ${debtor.debtorId}`,
    ),
  ).toEqual([{ paused_reason: "UNCLEAR_REPLY" }]);
  expect(await look(ctx, sql`select kind from tasks where tenant_id = ${ctx.tenantId}`)).toEqual([
    { kind: "unclear_reply" },
  ]);
  expect(await optOutsOf(ctx)).toEqual([]);
});

test("an ordinary reply reaches a person in its own words and pauses nobody", async () => {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx);
  await sendText(ctx, debtor, "sms");
  const received = await reply(ctx, debtor, "I can't stop by Friday");
  expect(received?.meaning).toBe("none");
  expect(
    await look(
      ctx,
      sql`select paused_reason from debtors where tenant_id = ${ctx.tenantId} and id = ${debtor.debtorId}`,
    ),
  ).toEqual([{ paused_reason: null }]);
  const { tasks } = await listTasks(ctx, { limit: 10 });
  expect(tasks.map(({ kind, note }) => [kind, note])).toEqual([["unclear_reply", "I can't stop by Friday"]]);
});

test("the same reply delivered twice is one", async () => {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx);
  expect(await reply(ctx, debtor, "hello", { providerRef: "SM1" })).not.toBeNull();
  expect(await reply(ctx, debtor, "hello", { providerRef: "SM1" })).toBeNull();
  expect(await look(ctx, sql`select 1 from messages where tenant_id = ${ctx.tenantId}`)).toHaveLength(1);
});

test("a mail with our own unsubscribe line quoted is no opt-out", async () => {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx);
  const text = "We pay on Monday.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Test Freight <b@x.example> wrote:\n> Unsubscribe";
  const received = await receiveReply(ctx, {
    channel: "email",
    from: debtor.email.toUpperCase(),
    to: "b@x.example",
    text,
  });
  expect(received?.meaning).toBe("none");
});

test("an unknown sender changes nothing", async () => {
  const { ctx } = await makeWorkspace();
  const from = "+15125550166";
  expect(await receiveReply(ctx, { channel: "sms", from, to: "+15005550006", text: "STOP" })).toBeNull();
});

test("whoever writes at a time they had called inconvenient gets one answer then, on that channel, and the next in their own hours", async () => {
  // 11:00 in Chicago; the debtor wants to hear from us between 12:00 and 18:00.
  const { ctx, at } = await makeWorkspace({ now: new Date("2026-03-02T17:00:00Z") });
  const debtor = await makeDebtor(ctx);
  await look(
    ctx,
    sql`update debtors set kind = 'consumer', preferences = '{"notBefore":"12:00","notAfter":"18:00"}' where id = ${debtor.debtorId}`,
  );
  await look(ctx, sql`update tenants set settings = '{"collectorRole": "third_party"}' where id = ${ctx.tenantId}`);
  await reply(ctx, debtor, "HELP");
  await dispatchAll(ctx);
  const later = at(new Date("2026-03-02T17:01:00Z"));
  await expect(sendText(later, debtor, "sms", "We are a debt collector; your balance is open.")).rejects.toThrow(
    "defer",
  );
  expect(await look(ctx, sql`select status, dispatch_at, result_code from touches order by dispatch_at`)).toEqual([
    { status: "sent", dispatch_at: "2026-03-02 17:00:00+00", result_code: null },
    { status: "queued", dispatch_at: "2026-03-02 18:00:00+00", result_code: null },
  ]);
  // An agency's answer says what it is, like everything it writes to a consumer.
  const sent = await look(ctx, sql`select body from sandbox_deliveries where channel = 'sms'`);
  expect(sent).toEqual([{ body: expect.stringContaining("This is an attempt to collect a debt") }]);
});
