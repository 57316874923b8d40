// What Twilio is told when somebody picks up a call that a conversation is to hold, with the lines set up.
import twilio from "twilio";
import { beforeAll, expect, test } from "vitest";

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
import { POST as voiceAnswer } from "@/app/api/webhooks/twilio/voice/answer/route";
import { placedConversation } from "@/server/calls/testing/led-call";
import { realClock } from "@/server/clock";
import { look } from "@/server/conversations/testing/sent-touch";
import { redeemStream } from "@/server/voice/streams/redeem-stream";

let placed: Awaited<ReturnType<typeof placedConversation>>;
beforeAll(async () => {
  placed = await placedConversation();
});

/** Signed as Twilio signs. */
async function answered(fields: Record<string, string>): Promise<string> {
  const { ctx, touchId } = placed;
  const path = `/api/webhooks/twilio/voice/answer?tenant=${ctx.tenantId}&touch=${touchId}`;
  const all = { AccountSid: process.env.TWILIO_ACCOUNT_SID ?? "", CallSid: "CA1", ...fields };
  const signature = twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${path}`, all);
  const headers = { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(all);
  const response = await voiceAnswer(new Request(`http://127.0.0.1:3000${path}`, { method: "POST", headers, body }));
  return response.text();
}

async function callId() {
  const { ctx, touchId } = placed;
  const of = sql`tenant_id = ${ctx.tenantId} and touch_id = ${touchId}`;
  return (await look<{ id: string }>(ctx, sql`select id from calls where ${of}`))[0]?.id;
}

test("the line to the voice process, opened once by its token, and a sentence where it cannot be opened", async () => {
  const xml = await answered({});
  const token = /<Stream url="wss:\/\/voice\.example\/twilio\/media\/([\w-]+)"\/>/.exec(xml)?.[1] ?? "";
  expect(xml).toMatch(
    /<Connect action="https:\/\/pay\.example\/api\/webhooks\/twilio\/voice\/after\?[^"]+" method="POST">/,
  );
  expect(xml).toMatch(/<Say [^>]+>I am sorry, we have a technical problem\..*<\/Say><Hangup\/>/);
  const by = { processId: "p", clock: realClock };
  expect(await redeemStream(token, by)).toMatchObject({
    callId: await callId(),
    callRef: "CA1",
    plan: { language: "en", instructions: expect.stringContaining("Test Freight") },
  });
  expect(await redeemStream(token, by)).toBe("used");
});

test("Twilio that asks again gets a line of its own", async () => {
  const [one, other] = [await answered({}), await answered({})];
  expect(one).not.toBe(other);
});

test("a call of a script, of which nobody knows yet who picked up, names no debt", async () => {
  const { ctx } = placed;
  await look(ctx, sql`update calls set flow_version_id = null where tenant_id = ${ctx.tenantId} returning id`);
  const xml = await answered({});
  expect(xml).toContain("<Hangup/>");
  expect(xml).not.toMatch(/Your balance is open|<Gather/);
  expect(await answered({ AnsweredBy: "human" })).toContain("Your balance is open");
});
