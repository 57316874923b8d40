// The vendors' webhooks through the real route handlers: signed as the vendors sign, in any order, twice, late, forged.
import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

const authToken = "twilio-auth-token";
const accountSid = `AC${"1".repeat(32)}`;
const resendSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const publicUrl = "https://pay.example";
Object.assign(process.env, {
  PUBLIC_URL: publicUrl,
  AUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_FROM_NUMBER: "+15005550006",
  RESEND_API_KEY: "re_test",
  RESEND_FROM: "billing@acme.example",
  RESEND_WEBHOOK_SECRET: resendSecret,
});

import { POST as resendPost } from "@/app/api/webhooks/resend/route";
import { POST as smsInbound } from "@/app/api/webhooks/twilio/sms/inbound/route";
import { POST as smsStatus } from "@/app/api/webhooks/twilio/sms/status/route";
import { POST as voiceAfter } from "@/app/api/webhooks/twilio/voice/after/route";
import { POST as voiceAnswer } from "@/app/api/webhooks/twilio/voice/answer/route";
import { POST as voiceKeys } from "@/app/api/webhooks/twilio/voice/keys/route";
import { POST as voiceMachine } from "@/app/api/webhooks/twilio/voice/machine/route";
import { POST as voiceStatus } from "@/app/api/webhooks/twilio/voice/status/route";
import { GET as unsubscribeGet, POST as unsubscribePost } from "@/app/unsubscribe/[token]/route";
import { withTenant } from "@/db/tenant-transaction";
import { holdCall } from "@/server/calls/recording/follow-call";
import { makeDebtor, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { realClock } from "@/server/clock";
import { look, touchRow } from "@/server/conversations/testing/sent-touch";
import { unsubscribeUrl } from "@/server/conversations/unsubscribe";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { listenForLetters } from "@/server/voice/inbox/listen-for-letters";
import type { Letter } from "@/server/voice/inbox/tell-call";
import { issueStream } from "@/server/voice/streams/issue-stream";
import { redeemStream } from "@/server/voice/streams/redeem-stream";

/** As Twilio documents it, written anew. */
function twilioSignature(token: string, url: string, fields: Record<string, string>): string {
  const signed =
    url +
    Object.keys(fields)
      .sort()
      .map((name) => name + fields[name])
      .join("");
  return createHmac("sha1", token).update(signed).digest("base64");
}

type Route = (request: Request) => Promise<Response>;

function fromTwilio(route: Route, path: string, fields: Record<string, string>, forged = false) {
  const url = `${publicUrl}${path}`;
  const all = { AccountSid: accountSid, ...fields };
  const signature = twilioSignature(forged ? "another token" : authToken, url, all);
  // As a proxy in front of us passes it on: another host, plain http.
  return route(
    new Request(`http://127.0.0.1:3000${path}`, {
      method: "POST",
      headers: { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(all),
    }),
  );
}

let serial = 0;
function fromResend(event: unknown, options: { id?: string; at?: number; forged?: boolean } = {}) {
  const body = JSON.stringify(event);
  const id = options.id ?? `msg_${++serial}`;
  const timestamp = String(options.at ?? Math.floor(Date.now() / 1000));
  const key = Buffer.from(options.forged ? "AAAA" : resendSecret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
  return resendPost(new Request(`${publicUrl}/api/webhooks/resend`, { method: "POST", headers, body }));
}

/** A touch that left a live workspace, as the outbox records it. */
async function sent(channel: Channel, now = new Date("2026-03-02T16:00:00Z")) {
  const { ctx } = await makeWorkspace({ mode: "live", now });
  const debtor = await makeDebtor(ctx);
  return { ctx, debtor, touchId: await leave(ctx, debtor, channel) };
}

async function leave(ctx: TenantContext, debtor: TestDebtor, channel: Channel): Promise<string> {
  return withTenant(ctx, async (tx) => {
    const content = { type: "text", subject: "Open", text: "You owe $1,250.00." } as const;
    const of = {
      key: `t:${ctx.chance.id()}`,
      purpose: "service",
      debtorId: debtor.debtorId,
      channel,
      content,
    } as const;
    const { touchId } = await queueTouch(tx, ctx, of);
    const provider = channel === "email" ? "resend" : "twilio";
    await tx.execute(sql`
      update touches set status = 'sent', provider = ${provider}, provider_ref = ${`ref-${touchId}`}, sent_at = now()
      where tenant_id = ${ctx.tenantId} and id = ${touchId}`);
    await tx.execute(sql`
      insert into messages (tenant_id, id, debtor_id, touch_id, channel, direction, from_address, to_address, body, at)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, ${touchId}, ${channel}, 'outbound', 'us', 'them',
              'You owe $1,250.00.', now())`);
    return touchId;
  });
}

const about = (ctx: TenantContext, touchId: string) => `tenant=${ctx.tenantId}&touch=${touchId}`;
const optOutsOf = (ctx: TenantContext) =>
  look(ctx, sql`select channel, source from opt_outs where tenant_id = ${ctx.tenantId} order by channel`);

describe("a forged or altered request is refused and changes nothing", () => {
  test("Twilio's with another token", async () => {
    const { ctx, touchId } = await sent("sms");
    const path = `/api/webhooks/twilio/sms/status?${about(ctx, touchId)}`;
    const response = await fromTwilio(smsStatus, path, { MessageSid: "SM1", MessageStatus: "delivered" }, true);
    expect(response.status).toBe(403);
    expect((await touchRow(ctx, touchId))?.status).toBe("sent");
  });

  test("Twilio's for another touch than it was signed for", async () => {
    const { ctx, touchId } = await sent("sms");
    const fields = { AccountSid: accountSid, MessageSid: "SM1", MessageStatus: "delivered" };
    const signature = twilioSignature(authToken, `${publicUrl}/api/webhooks/twilio/sms/status`, fields);
    const request = new Request(`${publicUrl}/api/webhooks/twilio/sms/status?${about(ctx, touchId)}`, {
      method: "POST",
      headers: { "x-twilio-signature": signature },
      body: new URLSearchParams(fields),
    });
    expect((await smsStatus(request)).status).toBe(403);
  });

  test.each(["answer", "keys", "status", "inbound"])("Twilio's without a signature: %s", async (door) => {
    const route = { answer: voiceAnswer, keys: voiceKeys, status: voiceStatus, inbound: smsInbound }[door] as Route;
    expect((await route(new Request(`${publicUrl}/x`, { method: "POST", body: "A=1" }))).status).toBe(403);
  });

  test("Resend's with another secret, and one that is ten minutes old", async () => {
    const event = { type: "email.delivered", data: { email_id: "e" } };
    expect((await fromResend(event, { forged: true })).status).toBe(403);
    expect((await fromResend(event, { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(403);
  });

  test("too large a request is not read", async () => {
    const body = "A".repeat(600 * 1024);
    expect((await smsStatus(new Request(`${publicUrl}/x`, { method: "POST", body }))).status).toBe(413);
  });
});

describe("what became of a text", () => {
  const report = async (ctx: TenantContext, touchId: string, ...statuses: string[]) => {
    for (const status of statuses) {
      const path = `/api/webhooks/twilio/sms/status?${about(ctx, touchId)}`;
      const fields = {
        MessageSid: `SM${touchId}`,
        MessageStatus: status,
        ...(status === "undelivered" && { ErrorCode: "30005" }),
      };
      expect((await fromTwilio(smsStatus, path, fields)).status).toBe(204);
    }
    return (await touchRow(ctx, touchId))?.status;
  };

  test.each([
    [["sending", "sent", "delivered"], "delivered"],
    [["delivered", "sent", "sending"], "delivered"],
    [["delivered", "delivered", "delivered"], "delivered"],
    [["undelivered", "sent"], "bounced"],
  ])("%j ends as %s", async (statuses, status) => {
    const { ctx, touchId } = await sent("sms");
    expect(await report(ctx, touchId, ...statuses)).toBe(status);
  });

  test("a number that does not exist is not used again", async () => {
    const { ctx, debtor, touchId } = await sent("sms");
    await report(ctx, touchId, "undelivered");
    const point = sql`select status from contact_points where tenant_id = ${ctx.tenantId} and id = ${debtor.phonePointId}`;
    expect(await look(ctx, point)).toEqual([{ status: "undeliverable" }]);
  });

  test("a report about nothing of ours is taken and kept", async () => {
    const { ctx } = await sent("sms");
    expect(await report(ctx, ctx.chance.id(), "delivered")).toBeUndefined();
  });

  test("a report is found by the vendor's reference alone", async () => {
    const { ctx, touchId } = await sent("sms");
    const fields = { MessageSid: `ref-${touchId}`, MessageStatus: "delivered" };
    await fromTwilio(smsStatus, "/api/webhooks/twilio/sms/status", fields);
    expect((await touchRow(ctx, touchId))?.status).toBe("delivered");
  });
});

describe("a text that comes in", () => {
  const write = (from: string, text: string, sid: string) =>
    fromTwilio(smsInbound, "/api/webhooks/twilio/sms/inbound", {
      MessageSid: sid,
      From: from,
      To: "+15005550006",
      Body: text,
    });

  test("STOP stops, once, and the carrier's own confirmation is enough", async () => {
    const { ctx, debtor } = await sent("sms");
    for (let i = 0; i < 2; i += 1) {
      const response = await write(debtor.phone, "STOP", `SM-stop-${debtor.debtorId}`);
      expect(await response.text()).toContain("<Response");
    }
    expect(await optOutsOf(ctx)).toEqual([
      { channel: "sms", source: "recipient" },
      { channel: "voice", source: "recipient" },
    ]);
    const confirmations = sql`select 1 from touches where tenant_id = ${ctx.tenantId} and purpose = 'opt_out_confirmation'`;
    expect(await look(ctx, confirmations)).toEqual([]);
  });

  test("“opt out” is not the carrier's word, so we confirm it", async () => {
    const { ctx, debtor } = await sent("sms");
    await write(debtor.phone, "Opt out", `SM-opt-${debtor.debtorId}`);
    const confirmations = sql`select status from touches where tenant_id = ${ctx.tenantId} and purpose = 'opt_out_confirmation'`;
    expect(await look(ctx, confirmations)).toEqual([{ status: "queued" }]);
  });

  test("a stop counts in every workspace behind the same sender, a reply only where we wrote last", async () => {
    const phone = "+12145550188";
    const [one, two] = [await makeWorkspace({ mode: "live" }), await makeWorkspace({ mode: "live" })];
    await makeDebtor(one.ctx, { phone });
    const debtor = await makeDebtor(two.ctx, { phone });
    await leave(two.ctx, debtor, "sms");
    await write(phone, "we paid on Monday", "SM-reply-shared");
    const replies = (ctx: TenantContext) =>
      look(ctx, sql`select 1 from messages where tenant_id = ${ctx.tenantId} and direction = 'inbound'`);
    expect([(await replies(one.ctx)).length, (await replies(two.ctx)).length]).toEqual([0, 1]);
    await write(phone, "stop", "SM-stop-shared");
    expect([(await optOutsOf(one.ctx)).length, (await optOutsOf(two.ctx)).length]).toEqual([2, 2]);
  });
});

describe("a call", () => {
  const answer = async (ctx: TenantContext, touchId: string, answeredBy: string) => {
    const path = `/api/webhooks/twilio/voice/answer?${about(ctx, touchId)}`;
    return (await fromTwilio(voiceAnswer, path, { CallSid: "CA1", AnsweredBy: answeredBy })).text();
  };
  const keys = async (ctx: TenantContext, touchId: string, step: string, digits: string) => {
    const path = `/api/webhooks/twilio/voice/keys?${about(ctx, touchId)}&step=${step}&attempt=1`;
    return (await fromTwilio(voiceKeys, path, { CallSid: "CA1", Digits: digits })).text();
  };
  const ends = (ctx: TenantContext, touchId: string, status: string, answeredBy = "") =>
    fromTwilio(voiceStatus, `/api/webhooks/twilio/voice/status?${about(ctx, touchId)}`, {
      CallSid: `CA${touchId}`,
      CallStatus: status,
      ...(answeredBy && { AnsweredBy: answeredBy }),
    });

  test("a person hears the script, presses 2, says five days, and has promised once", async () => {
    const { ctx, touchId } = await sent("voice");
    const script = await answer(ctx, touchId, "human");
    expect(script).toContain("artificial voice from Test Freight");
    expect(script).toContain("You owe $1,250.00.");
    expect(await keys(ctx, touchId, "menu", "2")).toContain("step=promise_days");
    for (let i = 0; i < 2; i += 1) expect(await keys(ctx, touchId, "promise_days", "5")).toContain("<Hangup/>");
    await ends(ctx, touchId, "completed", "human");
    const promises = sql`select due_on::text, status from promises where tenant_id = ${ctx.tenantId}`;
    expect(await look(ctx, promises)).toHaveLength(1);
    expect(await touchRow(ctx, touchId)).toMatchObject({ status: "delivered", call_result: { outcome: "answered" } });
  });

  test("a machine hears nothing of the debt", async () => {
    const { ctx, touchId } = await sent("voice");
    const script = await answer(ctx, touchId, "machine_start");
    expect(script).not.toContain("1,250");
    await ends(ctx, touchId, "completed", "machine_start");
    expect((await touchRow(ctx, touchId))?.call_result?.outcome).toBe("voicemail");
  });

  test.each([
    ["busy", "busy"],
    ["no-answer", "no_answer"],
    ["failed", "failed"],
  ])("%s is reported once, whatever follows", async (status, outcome) => {
    const { ctx, touchId } = await sent("voice");
    for (const each of ["initiated", status, status, "completed", "ringing"]) await ends(ctx, touchId, each);
    expect((await touchRow(ctx, touchId))?.call_result?.outcome).toBe(outcome);
    const calls = sql`select status, ending from calls where tenant_id = ${ctx.tenantId}`;
    expect(await look(ctx, calls)).toEqual([{ status: "failed", ending: outcome }]);
  });

  test("that rings says so until it is picked up", async () => {
    const { ctx, touchId } = await sent("voice");
    const status = () => look(ctx, sql`select status from calls where tenant_id = ${ctx.tenantId}`);
    for (const each of ["ringing", "initiated"]) await ends(ctx, touchId, each);
    expect(await status()).toEqual([{ status: "ringing" }]);
    await answer(ctx, touchId, "human");
    await ends(ctx, touchId, "ringing");
    expect(await status()).toEqual([{ status: "in_progress" }]);
  });

  test("about nothing of ours hangs up", async () => {
    const { ctx } = await sent("voice");
    expect(await answer(ctx, ctx.chance.id(), "human")).toContain("<Hangup/>");
  });
});

describe("what became of a mail", () => {
  let skeletons: Record<string, { data: Record<string, unknown> }> = {};
  const file = resolve("../shared/data/webhooks/resend-events.json");
  beforeAll(() => {
    if (existsSync(file)) skeletons = JSON.parse(readFileSync(file, "utf8"));
  });
  const tell = (ctx: TenantContext, touchId: string, type: string, extra: Record<string, unknown> = {}, id?: string) =>
    fromResend(
      {
        type,
        created_at: "2026-03-02T16:00:00.000Z",
        data: {
          ...skeletons[type]?.data,
          email_id: `ref-${touchId}`,
          tags: { tenant_id: ctx.tenantId, touch_id: touchId },
          ...extra,
        },
      },
      { id },
    );

  test.each([
    [["email.sent", "email.delivered"], "delivered"],
    [["email.delivered", "email.sent"], "delivered"],
    [["email.opened", "email.clicked", "email.delivery_delayed"], "sent"],
    [["email.failed"], "failed"],
  ])("%j ends as %s", async (types, status) => {
    const { ctx, touchId } = await sent("email");
    for (const type of types) expect((await tell(ctx, touchId, type)).status).toBe(204);
    expect((await touchRow(ctx, touchId))?.status).toBe(status);
  });

  test.each([
    [{ type: "Permanent", subType: "General" }, "undeliverable"],
    [{ type: "Transient", subType: "MailboxFull" }, "active"],
    [{ type: "Permanent", subType: "ContentRejected" }, "active"],
  ])("a bounce %j leaves the address %s", async (bounce, status) => {
    const { ctx, debtor, touchId } = await sent("email");
    await tell(ctx, touchId, "email.bounced", { bounce });
    expect((await touchRow(ctx, touchId))?.status).toBe("bounced");
    const point = sql`select status from contact_points where tenant_id = ${ctx.tenantId} and id = ${debtor.emailPointId}`;
    expect(await look(ctx, point)).toEqual([{ status }]);
  });

  test("a spam complaint ends mail to the address, told twice or once", async () => {
    const { ctx, touchId } = await sent("email");
    await tell(ctx, touchId, "email.complained", {}, `msg_twice_${touchId}`);
    await tell(ctx, touchId, "email.complained", {}, `msg_twice_${touchId}`);
    expect(await optOutsOf(ctx)).toEqual([{ channel: "email", source: "recipient" }]);
  });
});

describe("one-click unsubscribe", () => {
  const using = { publicUrl, secret: "a-secret-for-tests-only-0123456789abcdef" };
  const paramsOf = (url: string) => ({ params: Promise.resolve({ token: url.split("/").at(-1) ?? "" }) });

  test("opening the link changes nothing, posting to it ends e-mail", async () => {
    const { ctx, touchId } = await sent("email");
    const url = unsubscribeUrl({ tenantId: ctx.tenantId, touchId }, using);
    const page = await unsubscribeGet(new Request(url), paramsOf(url));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post">');
    expect(await optOutsOf(ctx)).toEqual([]);
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    for (let i = 0; i < 2; i += 1) {
      const done = await unsubscribePost(new Request(url, { method: "POST", body }), paramsOf(url));
      expect([done.status, done.redirected]).toEqual([200, false]);
    }
    expect(await optOutsOf(ctx)).toEqual([{ channel: "email", source: "recipient" }]);
  });

  test("an altered link is none", async () => {
    const { ctx, touchId } = await sent("email");
    const url = unsubscribeUrl(
      { tenantId: ctx.tenantId, touchId },
      { ...using, secret: "another secret of that length, 1234567890" },
    );
    expect((await unsubscribePost(new Request(url, { method: "POST" }), paramsOf(url))).status).toBe(404);
    expect(await optOutsOf(ctx)).toEqual([]);
  });
});

test("a caller whose line to us broke hears a sentence and a hang-up; one whose call was over hears nothing", async () => {
  const { ctx, touchId } = await sent("voice");
  const plan = {
    direction: "outbound" as const,
    language: "en" as const,
    languages: ["en" as const],
    instructions: "",
  };
  const { streamId } = await withTenant(ctx, async (tx) => {
    const { id: callId } = await holdCall(tx, ctx, { touchId });
    return issueStream(tx, ctx, { callId, callRef: "CA77", plan });
  });
  const path = `/api/webhooks/twilio/voice/after?tenant=${ctx.tenantId}&touch=${touchId}&stream=${streamId}`;
  const first = await fromTwilio(voiceAfter, path, { CallSid: "CA77", CallStatus: "in-progress" });
  expect(await first.text()).toMatch(/<Say .*>I am sorry.*<\/Say><Hangup\/><\/Response>$/);
  const other = await fromTwilio(voiceAfter, path, { CallSid: "CA78" });
  expect(await other.text()).toMatch(/<Response><Hangup\/><\/Response>$/);
  expect((await fromTwilio(voiceAfter, path, { CallSid: "CA77" }, true)).status).toBe(403);
});

test("a verdict on who picked up goes to the live call of its touch, and to nobody where it is over", async () => {
  const { ctx, touchId } = await sent("voice");
  const plan = {
    direction: "outbound" as const,
    language: "en" as const,
    languages: ["en" as const],
    instructions: "",
  };
  const { streamId, token } = await withTenant(ctx, async (tx) => {
    const { id: callId } = await holdCall(tx, ctx, { touchId });
    return issueStream(tx, ctx, { callId, callRef: "CA88", plan });
  });
  const letters: Letter[] = [];
  const listener = listenForLetters(process.env.DATABASE_URL ?? "", (letter) => letters.push(letter));
  const path = `/api/webhooks/twilio/voice/machine?tenant=${ctx.tenantId}&touch=${touchId}`;
  const verdict = (answeredBy: string, forged = false) =>
    fromTwilio(voiceMachine, path, { CallSid: "CA88", AnsweredBy: answeredBy }, forged);
  expect((await verdict("human", true)).status).toBe(403);
  expect((await verdict("human")).status).toBe(204);
  await redeemStream(token, { processId: "p", clock: realClock });
  await expect
    .poll(async () => {
      await verdict("machine_end_beep");
      return letters.length;
    })
    .toBeGreaterThan(0);
  expect(letters[0]).toMatchObject({ streamId, event: { type: "answered_by", who: "machine", beepHeard: true } });
  await listener.close();
});
