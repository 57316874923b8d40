// A human who is rung to take a call over, through the doors that Twilio knocks at, signed as it signs.
import twilio from "twilio";
import { beforeEach, expect, test } from "vitest";

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
import { POST as back } from "@/app/api/webhooks/twilio/voice/human/back/route";
import { POST as keys } from "@/app/api/webhooks/twilio/voice/human/keys/route";
import { POST as left } from "@/app/api/webhooks/twilio/voice/human/left/route";
import { POST as status } from "@/app/api/webhooks/twilio/voice/human/status/route";
import { placedConversation } from "@/server/calls/testing/led-call";
import { realClock } from "@/server/clock";
import { look } from "@/server/conversations/testing/sent-touch";
import { ringHuman } from "@/server/voice/handing-over/ring-human";
import type { HumanCall } from "@/server/voice/ports";
import { connectCall } from "@/server/voice/streams/connect-call";
import { redeemStream } from "@/server/voice/streams/redeem-stream";

let rung: HumanCall;
let placed: Awaited<ReturnType<typeof placedConversation>>;

/** A call on the line whose conversation has a human rung. */
beforeEach(async () => {
  placed = await placedConversation();
  const { ctx, touchId } = placed;
  const line = await connectCall(ctx, { touchId, callRef: "CA1" });
  await redeemStream(line?.token ?? "", { processId: "p", clock: realClock });
  const [call] = await look<{ id: string }>(ctx, sql`select id from calls where tenant_id = ${ctx.tenantId}`);
  const brief = { who: "Dana", owes: "$800.00", said: "", wants: "" };
  const request = {
    callId: call?.id ?? "",
    transferId: "transfer_1",
    requestedBy: null,
    to: { number: "anyone" },
    brief,
  };
  const control = {
    async ringHuman(human: HumanCall) {
      rung = human;
      return { agentRef: `CA2${human.handOverId}` };
    },
  };
  expect(await ringHuman(ctx, { ...request, language: "en" }, control)).toBe(true);
});

async function told(route: typeof keys, door: string, fields: Record<string, string>, of = rung): Promise<string> {
  const query = new URLSearchParams({ tenant: of.tenantId, call: of.callId, handover: of.handOverId });
  const path = `/api/webhooks/twilio/voice/human/${door}?${query}`;
  const all = { AccountSid: process.env.TWILIO_ACCOUNT_SID ?? "", CallSid: "CA2", ...fields };
  const signature = twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${path}`, all);
  const headers = { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(all);
  return (await route(new Request(`http://127.0.0.1:3000${path}`, { method: "POST", headers, body }))).text();
}

const statusNow = async () =>
  (
    await look<{ status: string }>(
      placed.ctx,
      sql`select status from hand_overs where tenant_id = ${placed.ctx.tenantId}`,
    )
  )[0]?.status;

test("a key takes the call: the human waits in the room, and a key that comes twice changes nothing", async () => {
  expect(await told(keys, "keys", { Digits: "5" })).toContain(`>${rung.handOverId}</Conference>`);
  expect(await statusNow()).toBe("accepted");
  expect(await told(keys, "keys", { Digits: "5" })).not.toContain("Conference");
  await told(status, "status", { CallStatus: "completed" });
  expect(await statusNow()).toBe("accepted");
});

test.each([
  [keys, "keys", { Digits: "" }, "declined"],
  [keys, "keys", { Digits: "", AnsweredBy: "machine_start" }, "voicemail"],
  [status, "status", { CallStatus: "no-answer" }, "no_answer"],
  [status, "status", { CallStatus: "busy" }, "no_answer"],
  [status, "status", { CallStatus: "failed" }, "line_fault"],
  [status, "status", { CallStatus: "completed", AnsweredBy: "machine_start" }, "voicemail"],
] as const)("a human who does not come is told by why (%#)", async (route, door, fields, ending) => {
  await told(route, door, { ...fields });
  expect(await statusNow()).toBe(ending);
  expect(await told(keys, "keys", { Digits: "1" })).toMatch(/<Hangup\/>/);
  expect(await statusNow()).toBe(ending);
});

test("a call that is given back gets a line of its own; one whose human left is over", async () => {
  expect(await told(back, "back", { CallSid: "CA1" })).toMatch(
    /<Stream url="wss:\/\/voice\.example\/twilio\/media\/[\w-]+"/,
  );
  expect(await told(left, "left", { CallSid: "CA1" })).toMatch(/<Response><Hangup\/><\/Response>/);
});

test("nobody answers for another workspace's human", async () => {
  const other = await placedConversation();
  const foreign = { ...rung, tenantId: other.ctx.tenantId };
  expect(await told(keys, "keys", { Digits: "1" }, foreign)).not.toContain("Conference");
  expect(await statusNow()).toBe("ringing");
});
