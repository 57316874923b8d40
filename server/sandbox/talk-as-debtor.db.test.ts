// The whole way of a call that a conversation holds, typed instead of spoken: placed, picked up, held, and what came of it.
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { listCallsInput } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import { listCalls } from "@/server/calls/list-calls";
import { placedConversation } from "@/server/calls/testing/led-call";
import { look, touchRow } from "@/server/conversations/testing/sent-touch";
import { recordPayment } from "@/server/payments/record-payment";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import { sandboxModeration } from "@/server/providers/sandbox/moderation";
import { fromPublicId } from "@/server/public-ids";
import { answerAsDebtor, hangUpAsDebtor, pressAsDebtor, sayAsDebtor } from "@/server/sandbox/answer-call";
import type { TenantContext } from "@/server/tenant-context";
import { sandboxVendors } from "@/server/wiring";

type Placed = Awaited<ReturnType<typeof placedConversation>>;

const pickUp = ({ ctx, deliveryId }: Placed, answeredBy: "person" | "machine" = "person") =>
  answerAsDebtor(ctx, { deliveryId, answeredBy }, model);
const say = ({ ctx, deliveryId }: Placed, text: string) =>
  sayAsDebtor(ctx, { deliveryId, said: { kind: "words", text } }, model, sandboxModeration);

async function callOf(ctx: TenantContext) {
  const { rows } = await listCalls(ctx, listCallsInput.parse({}));
  return getCall(ctx, { callId: fromPublicId("call", rows[0]?.id ?? "") ?? "" });
}
const tasksOf = (ctx: TenantContext) =>
  look<{ kind: string; note: string | null }>(
    ctx,
    sql`select kind, note from tasks where tenant_id = ${ctx.tenantId} order by created_at, id`,
  );
const debtorRow = async (ctx: TenantContext) =>
  (
    await look<{ stop: string | null; paused_reason: string | null }>(
      ctx,
      sql`select stop, paused_reason from debtors where tenant_id = ${ctx.tenantId}`,
    )
  )[0];

/** Up to the question that only whom we wanted hears. */
async function verified(placed: Placed) {
  await pickUp(placed);
  await say(placed, "Yes, this is Dana.");
  return say(placed, "78701");
}

describe("a call that a conversation holds", () => {
  test("goes from the ringing phone to a promise, and every turn, the promise and the outcome are kept", async () => {
    const placed = await placedConversation();
    const { ctx, touchId } = placed;
    const opening = await pickUp(placed);
    expect(opening).toMatchObject({ hears: true, gather: null });
    expect(opening.say.join(" ")).toContain("Test Freight");
    expect(opening.say.join(" ")).not.toContain("800");
    expect(await callOf(ctx)).toMatchObject({ status: "in_progress", ending: "answered" });
    let turn = await say(placed, "Yes, this is Dana.");
    for (const answer of ["78701", "I will pay on Friday", "all of it", "yes", "yes", "no thanks", "goodbye"]) {
      if (!turn.hears) break;
      turn = await say(placed, answer);
    }
    const call = await callOf(ctx);
    expect(call).toMatchObject({ status: "completed", ending: "answered", outcome: "promise" });
    expect(call.turns.map(({ position }) => position)).toEqual(call.turns.map((_, at) => at + 1));
    expect(call.turns.find(({ text }) => text === "Yes, this is Dana.")).toMatchObject({ speaker: "debtor" });
    expect(await look(ctx, sql`select source, status from promises where tenant_id = ${ctx.tenantId}`)).toEqual([
      { source: "call", status: "open" },
    ]);
    expect(await touchRow(ctx, touchId)).toMatchObject({ status: "delivered", call_result: { outcome: "answered" } });
    await expect(say(placed, "Hello?")).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("a machine hears no word about money, and the call counts as voicemail", async () => {
    const placed = await placedConversation();
    const turn = await pickUp(placed, "machine");
    expect(turn.hears).toBe(false);
    expect(turn.say.join(" ")).not.toMatch(/800|owe|balance|invoice|overdue/i);
    expect(await callOf(placed.ctx)).toMatchObject({ status: "completed", ending: "voicemail" });
    expect(await touchRow(placed.ctx, placed.touchId)).toMatchObject({ call_result: { outcome: "voicemail" } });
  });

  test("money that came while they talk is what is known at the next word", async () => {
    const placed = await placedConversation();
    await verified(placed);
    const { ctx, debtor } = placed;
    const payment = {
      debtorId: debtor.debtorId,
      amountMinor: 80_000,
      currency: "USD",
      receivedAt: ctx.clock.now(),
      method: "member",
      status: "succeeded",
    } as const;
    await withTenant(ctx, (tx) => recordPayment(tx, ctx, payment));
    const turn = await say(placed, "I want to pay it");
    expect(turn).toMatchObject({ hears: false, say: [expect.stringMatching(/your payment has arrived/)] });
    expect(await callOf(ctx)).toMatchObject({ status: "completed" });
  });

  test("of two who answer at once the slower is told so, or goes second; nothing is said twice", async () => {
    const placed = await placedConversation();
    await pickUp(placed);
    const answers = await Promise.allSettled([say(placed, "Yes, this is Dana."), say(placed, "Yes, speaking.")]);
    const told = answers.filter(({ status }) => status === "fulfilled");
    const late = answers.filter(({ status }) => status === "rejected");
    expect(told.length).toBeGreaterThanOrEqual(1);
    for (const each of late) expect(each).toMatchObject({ reason: { code: "CONFLICT" } });
    expect((await callOf(placed.ctx)).turns.filter(({ speaker }) => speaker === "debtor")).toHaveLength(told.length);
  });

  test("who puts the phone down ends it, and what was said so far stays", async () => {
    const placed = await placedConversation();
    await pickUp(placed);
    await hangUpAsDebtor(placed.ctx, { deliveryId: placed.deliveryId });
    const call = await callOf(placed.ctx);
    expect(call).toMatchObject({ status: "completed", outcome: "nothing" });
    expect(call.turns.length).toBeGreaterThan(0);
  });

  test("a call whose page was closed ends as time goes on, and so does its conversation", async () => {
    const placed = await placedConversation();
    const { ctx, at } = placed;
    await pickUp(placed);
    const later = at(new Date(ctx.clock.now().getTime() + 600_000));
    await sandboxVendors.report(later);
    expect(await callOf(ctx)).toMatchObject({ status: "completed", ending: "answered" });
    expect(
      await look(
        ctx,
        sql`select outcome, ended_at is not null as over from conversations where tenant_id = ${ctx.tenantId}`,
      ),
    ).toEqual([{ outcome: "line_lost", over: true }]);
    await sandboxVendors.report(later);
  });

  test("keys of a menu are for calls that read a script", async () => {
    const placed = await placedConversation();
    const { ctx, deliveryId } = placed;
    await pickUp(placed);
    const pressed = await sayAsDebtor(ctx, { deliveryId, said: { kind: "keys", digits: "1" } }, model);
    expect(pressed.gather).toBeNull();
    expect((await callOf(ctx)).turns.filter(({ kind }) => kind === "keys")).toMatchObject([{ text: "1" }]);
    await hangUpAsDebtor(ctx, { deliveryId });
    const press = { deliveryId, step: "menu" as const, digits: "1", attempt: 1 };
    await expect(pressAsDebtor(ctx, press)).rejects.toMatchObject({ code: "PRECONDITION" });
  });
});

describe("what is said on a call has the consequences that the law gives it", () => {
  test("a stop stops calls and messages to that number, as they are told", async () => {
    const placed = await placedConversation();
    const { ctx, debtor } = placed;
    await pickUp(placed);
    const answer = await say(placed, "Stop calling me");
    expect(answer).toMatchObject({ hears: false, say: [expect.stringContaining("not contact you here again")] });
    expect(
      await look(ctx, sql`select channel, address from opt_outs where tenant_id = ${ctx.tenantId} order by channel`),
    ).toEqual(["sms", "voice"].map((channel) => ({ channel, address: debtor.phone })));
    expect(await callOf(ctx)).toMatchObject({ outcome: "stop" });
  });

  test("a stop at a number that is not among theirs any more goes to a person", async () => {
    const placed = await placedConversation();
    const { ctx, touchId } = placed;
    await pickUp(placed);
    await look(ctx, sql`update touches set contact_point_id = null where id = ${touchId} returning id`);
    await say(placed, "Stop calling me");
    expect(await callOf(ctx)).toMatchObject({ outcome: "stop" });
    expect(await tasksOf(ctx)).toMatchObject([{ kind: "human_review" }]);
  });

  test("whose number it is not is not called or texted there again, and a person looks", async () => {
    const placed = await placedConversation();
    const { ctx, debtor } = placed;
    await pickUp(placed);
    await say(placed, "Wrong number, I don't know them");
    expect(
      await look(ctx, sql`select channel, address from opt_outs where tenant_id = ${ctx.tenantId} order by channel`),
    ).toEqual(["sms", "voice"].map((channel) => ({ channel, address: debtor.phone })));
    expect(await callOf(ctx)).toMatchObject({ outcome: "wrong_person" });
    expect(await tasksOf(ctx)).toMatchObject([{ kind: "human_review" }]);
  });

  test.each([
    ["My attorney handles this", "attorney"],
    ["We filed for bankruptcy", "bankrupt"],
    ["He passed away", "deceased"],
  ])("%j stops every channel", async (text, stop) => {
    const placed = await placedConversation();
    await pickUp(placed);
    await say(placed, text);
    expect(await debtorRow(placed.ctx)).toMatchObject({ stop });
    expect(await tasksOf(placed.ctx)).toMatchObject([{ kind: "human_review" }]);
  });

  test("who wants a person gets one, once", async () => {
    const placed = await placedConversation();
    await pickUp(placed);
    await say(placed, "I want to speak to a person");
    expect(await tasksOf(placed.ctx)).toMatchObject([{ kind: "wants_person" }]);
    expect(await callOf(placed.ctx)).toMatchObject({ status: "escalated", outcome: "wants_person" });
  });

  test("a dispute of which nothing more is known is a person's to look into", async () => {
    const placed = await placedConversation();
    await pickUp(placed);
    await say(placed, "I dispute that invoice");
    expect(await tasksOf(placed.ctx)).toMatchObject([{ kind: "human_review" }]);
    expect(await callOf(placed.ctx)).toMatchObject({ outcome: "dispute" });
  });

  test("who is abusive twice, or threatens, is a person's to look into; who speaks of dying is asked for nothing more", async () => {
    const abusive = await placedConversation();
    await verified(abusive);
    expect((await say(abusive, "Go to hell, you bastard")).say[0]).toContain("let us stay calm");
    expect(await say(abusive, "तू कमीना है")).toMatchObject({ hears: false });
    expect(await tasksOf(abusive.ctx)).toEqual([{ kind: "human_review", note: "On the call they were abusive" }]);

    const threatening = await placedConversation();
    await pickUp(threatening);
    expect(await say(threatening, "I know where you live")).toMatchObject({ hears: false });
    expect(await tasksOf(threatening.ctx)).toEqual([{ kind: "human_review", note: "On the call they made a threat" }]);

    const inDistress = await placedConversation();
    await verified(inDistress);
    expect(await say(inDistress, "Honestly, some days I just want to die")).toMatchObject({ hears: false });
    expect(await tasksOf(inDistress.ctx)).toEqual([
      { kind: "human_review", note: "On the call they spoke of hardship" },
    ]);
    expect(await debtorRow(inDistress.ctx)).toMatchObject({ paused_reason: "HARDSHIP" });
  });
});
