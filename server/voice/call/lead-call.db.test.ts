// A real line from the vendor's answer to the call's page: the token that the answer gave opens it, the published conversation
// leads, the sandbox's model speaks, and what was said stands with the call while it is still going on.
import { sql } from "drizzle-orm";
import twilio from "twilio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { listCallsInput, type Supervision } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import { listCalls } from "@/server/calls/list-calls";
import { superviseCall } from "@/server/calls/live/supervise-call";
import { placedConversation } from "@/server/calls/testing/led-call";
import { look, touchRow } from "@/server/conversations/testing/sent-touch";
import { recordPayment } from "@/server/payments/record-payment";
import { openaiRealtime } from "@/server/providers/openai/realtime/realtime-model";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import { twilioDoor } from "@/server/providers/twilio/media-streams/door";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { leadCall } from "@/server/voice/call/lead-call";
import { tellCall } from "@/server/voice/inbox/tell-call";
import { runVoice, type VoiceProcess } from "@/server/voice/process/run-voice";
import { connectCall } from "@/server/voice/streams/connect-call";
import { sandboxReply } from "@/server/voice/testing/sandbox-reply";
import { dial, type ScriptedPhone } from "@/server/voice/testing/scripted-phone";
import { ScriptedRealtime } from "@/server/voice/testing/scripted-realtime";
import { voiceTimings } from "@/server/voice/timings";

const authToken = "auth-token-of-the-account";
const publicWsUrl = "wss://voice.example";
const SPEED = 20;

let model: ScriptedRealtime;
let voice: VoiceProcess;
const hungUp: string[] = [];
beforeAll(async () => {
  model = await ScriptedRealtime.start({ reply: sandboxReply });
  const settings = { apiKey: "sk-test", model: "gpt-realtime-2.1", transcriptionModel: "t", voice: "marin" };
  voice = await runVoice({
    at: { port: 0, host: "127.0.0.1" },
    databaseUrl: process.env.DATABASE_URL ?? "",
    drainMs: 1_000,
    timings: { ...voiceTimings, watchEveryMs: 10 },
    lines: {
      door: twilioDoor({ authToken, publicWsUrl }),
      model: openaiRealtime({ ...settings, url: model.url }),
      control: { hangUp: async (callRef) => void hungUp.push(callRef), sayAndHangUp: async () => {} },
    },
    lead: leadCall,
  });
});
afterAll(async () => {
  await voice.stop();
  await model.close();
});

/** Somebody picked up, and the vendor opened the line that it was told of. */
async function talking(of: Parameters<typeof placedConversation>[0] = {}) {
  const placed = await placedConversation(of);
  const { ctx, touchId } = placed;
  const callSid = `CA${touchId}`;
  const line = await connectCall(ctx, { touchId, callRef: callSid });
  if (!line) throw new Error("The call is not held by a conversation.");
  const path = `/twilio/media/${line.token}`;
  const headers = { "x-twilio-signature": twilio.getExpectedTwilioSignature(authToken, `${publicWsUrl}${path}`, {}) };
  const phone = await dial(`ws://127.0.0.1:${voice.server.port}${path}`, { callSid, headers, speed: SPEED });
  return { ...placed, line, phone, callSid };
}

async function callOf(ctx: TenantContext) {
  const { rows } = await listCalls(ctx, listCallsInput.parse({}));
  return getCall(ctx, { callId: fromPublicId("call", rows[0]?.id ?? "") ?? "" });
}

/** Answers once that was said. */
async function answer(phone: ScriptedPhone, to: string, text: string) {
  await phone.hears(to);
  phone.say(text);
}

test("a conversation on the line keeps its turns as they are spoken, and its outcome when it is over", async () => {
  const { ctx, phone, callSid, touchId } = await talking();
  expect(await callOf(ctx)).toMatchObject({ status: "in_progress" });
  await answer(phone, "Am I speaking", "Yes, this is Dana.");
  await expect.poll(async () => (await callOf(ctx)).turns.map(({ text }) => text)).toContain("Yes, this is Dana.");
  const live = await callOf(ctx);
  expect(live.status).toBe("in_progress");
  expect(live.turns.find(({ speaker }) => speaker === "agent")?.latencyMs).toBeGreaterThanOrEqual(0);
  await answer(phone, "How would you like", "Stop calling me");
  await expect.poll(() => hungUp, { timeout: 10_000 }).toContain(callSid);
  phone.hangUp();
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(await callOf(ctx)).toMatchObject({ outcome: "stop", ending: "answered" });
  expect(await touchRow(ctx, touchId)).toMatchObject({ status: "delivered", call_result: { outcome: "answered" } });
  expect(await look(ctx, sql`select ended_by from voice_streams where tenant_id = ${ctx.tenantId}`)).toEqual([
    { ended_by: "us" },
  ]);
});

test("a machine's verdict in the middle of our greeting leads to a message without a word about money", async () => {
  const { ctx, phone, touchId } = await talking();
  await phone.hears("Hello");
  const at = ctx.clock.now().toISOString();
  await withTenant(ctx, (tx) =>
    tellCall(tx, ctx, touchId, { type: "answered_by", at, who: "machine", beepHeard: true }),
  );
  await expect.poll(async () => (await callOf(ctx)).status, { timeout: 10_000 }).toBe("completed");
  const call = await callOf(ctx);
  expect(call).toMatchObject({ ending: "voicemail" });
  expect(phone.words).not.toMatch(/800|owe|invoice|overdue/i);
});

test("who hangs up leaves a call that is over, with what was said", async () => {
  const { ctx, phone } = await talking();
  await phone.hears("Hello");
  phone.hangUp();
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(await callOf(ctx)).toMatchObject({ outcome: "nothing" });
});

test("money that comes during the call is what the conversation knows within a second", async () => {
  const { ctx, phone, debtor } = await talking();
  await answer(phone, "Am I speaking", "Yes, this is Dana.");
  await phone.hears("eight hundred dollars is past due");
  const payment = { debtorId: debtor.debtorId, amountMinor: 80_000, currency: "USD", method: "member" } as const;
  await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, { ...payment, receivedAt: ctx.clock.now(), status: "succeeded" }),
  );
  await phone.hears("your payment has arrived");
  phone.hangUp();
});

test("what a supervisor says is spoken next, what they whisper is not, and they can end the call", async () => {
  const { ctx, phone, callSid } = await talking();
  await phone.hears("Am I speaking");
  const { rows } = await listCalls(ctx, listCallsInput.parse({}));
  const callId = fromPublicId("call", rows[0]?.id ?? "") ?? "";
  const step = (supervision: Supervision) => superviseCall(ctx, { callId, supervision }, sandboxConversationModel);
  await step({ action: "whisper", text: "They paid by cheque last time." });
  await step({ action: "say_this", text: "My colleague is listening too." });
  await phone.hears("My colleague is listening too.");
  expect(phone.words).not.toContain("cheque");
  await step({ action: "end" });
  await expect.poll(() => hungUp).toContain(callSid);
  await expect.poll(async () => (await callOf(ctx)).status).toBe("completed");
  expect(
    await look(
      ctx,
      sql`select details ->> 'action' as action from audit_entries
      where tenant_id = ${ctx.tenantId} and action = 'calls.supervise' order by at, id`,
    ),
  ).toEqual([{ action: "whisper" }, { action: "say_this" }, { action: "end" }]);
  await expect(step({ action: "pause" })).rejects.toMatchObject({ code: "PRECONDITION" });
});

test("a call whose script has keys opens no line, and neither does one of another workspace", async () => {
  const { ctx, touchId } = await placedConversation();
  const other = await placedConversation();
  await look(ctx, sql`update calls set flow_version_id = null where tenant_id = ${ctx.tenantId} returning id`);
  expect(await connectCall(ctx, { touchId, callRef: "CA1" })).toBeNull();
  await expect(connectCall(other.ctx, { touchId, callRef: "CA1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
