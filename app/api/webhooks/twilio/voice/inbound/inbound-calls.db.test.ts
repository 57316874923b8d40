// What Twilio is told when somebody calls a number of a workspace's, with the lines set up.
import twilio from "twilio";
import { describe, expect, test } from "vitest";

const authToken = "twilio-auth-token";
const publicUrl = "https://pay.example";
Object.assign(process.env, {
  PUBLIC_URL: publicUrl,
  AUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_FROM_NUMBER: "+15005550006",
  OPENAI_API_KEY: "sk-test",
  PUBLIC_WS_URL: "wss://voice.example",
});

import { sql } from "drizzle-orm";
import { POST as voiceAfter } from "@/app/api/webhooks/twilio/voice/after/route";
import { POST as voiceInbound } from "@/app/api/webhooks/twilio/voice/inbound/route";
import { POST as voiceStatus } from "@/app/api/webhooks/twilio/voice/status/route";
import { openLedConversation } from "@/server/calls/led/led-conversation";
import { publishedFlow } from "@/server/calls/testing/led-call";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { realChance } from "@/server/chance";
import { realClock } from "@/server/clock";
import { look } from "@/server/conversations/testing/sent-touch";
import { addNumber } from "@/server/numbers/add-number";
import type { AddNumberInput } from "@/server/numbers/contract";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { redeemStream } from "@/server/voice/streams/redeem-stream";

const ours = { has: async () => true };
const digits = () => String(Number.parseInt(realChance.id().slice(-6), 16) % 10_000_000).padStart(7, "0");

/** A live workspace with a number that a conversation answers, and a debtor who may call. */
async function answering(number: Partial<AddNumberInput> = {}) {
  const { ctx } = await makeWorkspace({ mode: "live" });
  const flowId = fromPublicId("flow", await publishedFlow(ctx)) ?? "";
  const e164 = `+1202${digits()}`;
  const input = { number: e164, label: "Head office", outbound: true, flowId, hours: null, ...number };
  await addNumber(ctx, input, ours);
  const phone = `+1512${digits()}`;
  const debtor = await makeDebtor(ctx, { name: "Blue Harbor Steel", amounts: [80_000], phone });
  return { ctx, e164, phone, debtor };
}

/** Signed as Twilio signs. */
async function ask(post: (request: Request) => Promise<Response>, path: string, fields: Record<string, string>) {
  const all = { AccountSid: process.env.TWILIO_ACCOUNT_SID ?? "", Direction: "inbound", ...fields };
  const signature = twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${path}`, all);
  const headers = { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(all);
  const response = await post(new Request(`http://127.0.0.1:3000${path}`, { method: "POST", headers, body }));
  return { status: response.status, xml: await response.text() };
}

const ring = (fields: { CallSid: string; From: string; To: string }) =>
  ask(voiceInbound, "/api/webhooks/twilio/voice/inbound", fields);

const callsOf = (ctx: TenantContext) =>
  look<{ id: string; direction: string; debtor_id: string | null; status: string; outcome: string | null }>(
    ctx,
    sql`select id, direction, debtor_id, status, outcome from calls where tenant_id = ${ctx.tenantId}`,
  );
const tasksOf = (ctx: TenantContext) =>
  look<{ kind: string; debtor_id: string | null; subject_kind: string }>(
    ctx,
    sql`select kind, debtor_id, subject_kind from tasks where tenant_id = ${ctx.tenantId}`,
  );
const tokenIn = (xml: string) => /twilio\/media\/([\w-]+)"/.exec(xml)?.[1] ?? "";

test("whom we recognise is connected to the number's conversation, as an inbound call that no touch placed", async () => {
  const { ctx, e164, phone, debtor } = await answering();
  const call = { CallSid: `CA${ctx.tenantId}`, From: phone, To: e164 };
  const { xml } = await ring(call);
  const line = await redeemStream(tokenIn(xml), { processId: "p", clock: realClock });
  expect(line).toMatchObject({ callRef: call.CallSid, plan: { direction: "inbound", language: "en" } });
  const [known] = await callsOf(ctx);
  expect(known).toMatchObject({ direction: "inbound", debtor_id: debtor.debtorId, status: "in_progress" });
  await ring(call);
  expect(await callsOf(ctx)).toHaveLength(1);
  expect(await tasksOf(ctx)).toEqual([]);
});

test("the conversation is held without a touch, and the vendor's report ends the call", async () => {
  const { ctx, e164, phone, debtor } = await answering();
  const CallSid = `CA${ctx.tenantId}`;
  await ring({ CallSid, From: phone, To: e164 });
  const [{ id: callId } = { id: "" }] = await callsOf(ctx);
  const led = await openLedConversation(ctx, { callId }, "when_asked");
  expect(led?.call).toMatchObject({ touchId: null, debtorId: debtor.debtorId, address: phone, direction: "inbound" });
  const at = realClock.now().toISOString();
  led?.step({ type: "begun", at, channel: "voice", direction: "inbound", language: "en" });
  await led?.kept();
  const status = "/api/webhooks/twilio/voice/status";
  await ask(voiceStatus, status, { CallSid, From: phone, To: e164, CallStatus: "completed" });
  expect(await callsOf(ctx)).toMatchObject([{ status: "completed" }]);
});

test("a line that breaks is told to the caller, who is called back, and the call is over", async () => {
  const { ctx, e164, phone, debtor } = await answering();
  const CallSid = `CA${ctx.tenantId}`;
  const { xml } = await ring({ CallSid, From: phone, To: e164 });
  const path = (/action="https:\/\/pay\.example([^"]+)"/.exec(xml)?.[1] ?? "").replaceAll("&amp;", "&");
  const after = await ask(voiceAfter, path, { CallSid });
  expect(after.xml).toMatch(/<Say [^>]+>I am sorry/);
  expect(await tasksOf(ctx)).toEqual([{ kind: "call_lost", debtor_id: debtor.debtorId, subject_kind: "call" }]);
  expect(await callsOf(ctx)).toMatchObject([{ status: "completed" }]);
});

describe("somebody calls back", () => {
  const heard = /<Say [^>]+>Hello, this is Test Freight\. .* Somebody will call you back\. Goodbye\.<\/Say><Hangup\/>/;

  test("a caller whom nobody knows, or two are, hears so and nothing of a debt", async () => {
    const { ctx, e164, phone } = await answering();
    const stranger = await ring({ CallSid: `CAa${ctx.tenantId}`, From: "+13125550111", To: e164 });
    expect(stranger.xml).toMatch(heard);
    await makeDebtor(ctx, { name: "Same number", phone });
    const ambiguous = await ring({ CallSid: `CAb${ctx.tenantId}`, From: phone, To: e164 });
    expect(ambiguous.xml).toMatch(heard);
    expect(await callsOf(ctx)).toMatchObject(
      [1, 2].map(() => ({ debtor_id: null, status: "escalated", outcome: "wants_person" })),
    );
    const task = { kind: "wants_person", debtor_id: null, subject_kind: "call" };
    expect(await tasksOf(ctx)).toEqual([task, task]);
  });

  test("outside the number's hours, and where no conversation answers there", async () => {
    // The workspace's clock stands wherever it does: no day is open.
    const closed = await answering({ hours: {} });
    const late = await ring({ CallSid: `CA${closed.ctx.tenantId}`, From: closed.phone, To: closed.e164 });
    expect(late.xml).toMatch(heard);
    expect(await tasksOf(closed.ctx)).toMatchObject([{ kind: "wants_person", debtor_id: closed.debtor.debtorId }]);
    const nobody = await answering({ flowId: null });
    const call = { CallSid: `CA${nobody.ctx.tenantId}`, From: nobody.phone, To: nobody.e164 };
    expect((await ring(call)).xml).toMatch(heard);
    expect((await ring(call)).xml).toMatch(heard);
    expect(await tasksOf(nobody.ctx)).toHaveLength(1);
  });

  test("a debtor who is not to be spoken with by a machine", async () => {
    const { ctx, e164, phone, debtor } = await answering();
    await look(ctx, sql`update debtors set stop = 'attorney' where tenant_id = ${ctx.tenantId} returning id`);
    expect((await ring({ CallSid: `CA${ctx.tenantId}`, From: phone, To: e164 })).xml).toMatch(heard);
    expect(await callsOf(ctx)).toMatchObject([{ debtor_id: debtor.debtorId }]);
  });
});

test("a caller is looked for in the workspace of the number alone", async () => {
  const [one, other] = [await answering(), await answering()];
  await ring({ CallSid: `CA${one.ctx.tenantId}`, From: other.phone, To: one.e164 });
  expect(await callsOf(one.ctx)).toMatchObject([{ debtor_id: null }]);
  expect(await callsOf(other.ctx)).toEqual([]);
});

test("nobody's number, a sandbox's and one that was given up are answered with a hang-up; a forged request not at all", async () => {
  const { ctx } = await makeWorkspace();
  const e164 = `+1212555${digits().slice(3)}`;
  await addNumber(ctx, { number: e164, label: "Film", outbound: true, flowId: null, hours: null }, null);
  for (const To of [e164, "+12025550100"]) {
    const answer = await ring({ CallSid: `CA${To}`, From: "+13125550111", To });
    expect(answer.xml).toMatch(/<Response><Hangup\/><\/Response>$/);
  }
  const forged = new Request("http://127.0.0.1:3000/api/webhooks/twilio/voice/inbound", {
    method: "POST",
    body: "To=1",
  });
  expect((await voiceInbound(forged)).status).toBe(403);
});

test("a number is one workspace's alone, and a live one's only where the provider's account has it", async () => {
  const { e164 } = await answering();
  const { ctx } = await makeWorkspace({ mode: "live" });
  const input = { number: e164, label: "Mine", outbound: true, flowId: null, hours: null };
  await expect(addNumber(ctx, input, ours)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(addNumber(ctx, input, { has: async () => false })).rejects.toMatchObject({ code: "PRECONDITION" });
  await expect(addNumber(ctx, input, null)).rejects.toMatchObject({ code: "LIVE_NEEDS_KEYS" });
  const sandbox = await makeWorkspace();
  await expect(addNumber(sandbox.ctx, input, null)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
