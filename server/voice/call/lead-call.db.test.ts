// A real line from the vendor's answer to the call's page: the token that the answer gave opens it, the published conversation
// leads, the sandbox's model speaks, and what was said stands with the call while it is still going on.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import type { Supervision } from "@/server/calls/contract";
import { superviseCall } from "@/server/calls/live/supervise-call";
import { placedConversation } from "@/server/calls/testing/led-call";
import { look, touchRow } from "@/server/conversations/testing/sent-touch";
import { recordPayment } from "@/server/payments/record-payment";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import { tellCall } from "@/server/voice/inbox/tell-call";
import { connectCall } from "@/server/voice/streams/connect-call";
import { callOf, LiveLines } from "@/server/voice/testing/live-line";
import type { ScriptedPhone } from "@/server/voice/testing/scripted-phone";

let lines: LiveLines;
beforeAll(async () => {
  lines = await LiveLines.start();
});
afterAll(() => lines.stop());

/** Answers once that was said. */
async function answer(phone: ScriptedPhone, to: string, text: string) {
  await phone.hears(to);
  phone.say(text);
}

test("a conversation on the line keeps its turns as they are spoken, and its outcome when it is over", async () => {
  const { ctx, phone, callSid, touchId } = await lines.talking();
  expect(await callOf(ctx)).toMatchObject({ status: "in_progress" });
  await answer(phone, "Am I speaking", "Yes, this is Dana.");
  await expect.poll(async () => (await callOf(ctx)).turns.map(({ text }) => text)).toContain("Yes, this is Dana.");
  const live = await callOf(ctx);
  expect(live.status).toBe("in_progress");
  expect(live.turns.find(({ speaker }) => speaker === "agent")?.latencyMs).toBeGreaterThanOrEqual(0);
  await answer(phone, "How would you like", "Stop calling me");
  await expect.poll(() => lines.hungUp).toContain(callSid);
  phone.hangUp();
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(await callOf(ctx)).toMatchObject({ outcome: "stop", ending: "answered" });
  expect(await touchRow(ctx, touchId)).toMatchObject({ status: "delivered", call_result: { outcome: "answered" } });
  expect(await look(ctx, sql`select ended_by from voice_streams where tenant_id = ${ctx.tenantId}`)).toEqual([
    { ended_by: "us" },
  ]);
});

test("a machine's verdict in the middle of our greeting leads to a message without a word about money", async () => {
  const { ctx, phone, touchId } = await lines.talking();
  await phone.hears("Hello");
  const at = ctx.clock.now().toISOString();
  await withTenant(ctx, (tx) =>
    tellCall(tx, ctx, { touchId }, { type: "answered_by", at, who: "machine", beepHeard: true }),
  );
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  const call = await callOf(ctx);
  expect(call).toMatchObject({ ending: "voicemail" });
  expect(phone.words).not.toMatch(/800|owe|invoice|overdue/i);
});

test("who hangs up leaves a call that is over, with what was said", async () => {
  const { ctx, phone } = await lines.talking();
  await phone.hears("Hello");
  phone.hangUp();
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(await callOf(ctx)).toMatchObject({ outcome: "nothing" });
});

test("money that comes during the call is what the conversation knows within a second", async () => {
  const { ctx, phone, debtor } = await lines.talking();
  await answer(phone, "Am I speaking", "Yes, this is Dana.");
  await phone.hears("The amount past due is eight hundred dollars");
  const payment = { debtorId: debtor.debtorId, amountMinor: 80_000, currency: "USD", method: "member" } as const;
  await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, { ...payment, receivedAt: ctx.clock.now(), status: "succeeded" }),
  );
  await phone.hears("your payment has arrived");
  phone.hangUp();
});

test("what a supervisor says is spoken next, what they whisper is not, and they can end the call", async () => {
  const { ctx, phone, callSid } = await lines.talking();
  await phone.hears("Am I speaking");
  const { callId } = await callOf(ctx);
  const ports = { model: sandboxConversationModel };
  const step = (supervision: Supervision) => superviseCall(ctx, { callId, supervision }, ports);
  await step({ action: "whisper", text: "They paid by cheque last time." });
  await step({ action: "say_this", text: "My colleague is listening too." });
  await phone.hears("My colleague is listening too.");
  expect(phone.words).not.toContain("cheque");
  await step({ action: "end" });
  await expect.poll(() => lines.hungUp).toContain(callSid);
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(
    await look(
      ctx,
      sql`select details ->> 'action' as action from audit_entries
      where tenant_id = ${ctx.tenantId} and action = 'calls.supervise' order by 1`,
    ),
  ).toEqual([{ action: "end" }, { action: "say_this" }, { action: "whisper" }]);
  await expect(step({ action: "pause" })).rejects.toMatchObject({ code: "PRECONDITION" });
});

test("a call whose script has keys opens no line, and neither does one of another workspace", async () => {
  const { ctx, touchId } = await placedConversation();
  const other = await placedConversation();
  await look(ctx, sql`update calls set flow_version_id = null where tenant_id = ${ctx.tenantId} returning id`);
  expect(await connectCall(ctx, { touchId, callRef: "CA1" })).toBeNull();
  await expect(connectCall(other.ctx, { touchId, callRef: "CA1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
