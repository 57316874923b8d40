import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Answer,
  type Asked,
  closedAddress,
  startVendorServer,
  type VendorServer,
} from "@/server/providers/testing/vendor-server";
import { twilioLookup } from "@/server/providers/twilio/lookup";
import { isMachine, readAnsweredBy, readCallEnd, readSmsReport } from "@/server/providers/twilio/read-report";
import { twilioSms } from "@/server/providers/twilio/sms";
import { touchReference } from "@/server/providers/twilio/touch-reference";
import { turnAsTwiml } from "@/server/providers/twilio/twiml";
import { verifiedTwilioFields } from "@/server/providers/twilio/verify";
import { twilioVoice } from "@/server/providers/twilio/voice";

let server: VendorServer | undefined;
afterEach(() => server?.close());

const sid = `AC${"0".repeat(32)}`;
const publicUrl = "https://pay.example";
const settingsAt = (url: string) => ({
  TWILIO_ACCOUNT_SID: sid,
  TWILIO_AUTH_TOKEN: "token",
  TWILIO_FROM_NUMBER: "+15005550006",
  TWILIO_API_BASE_URL: url,
});
async function vendor(answer: (asked: Asked, nth: number) => Answer) {
  server = await startVendorServer(answer);
  return { settings: settingsAt(server.url), asked: server.asked };
}
const envelope = {
  workspace: { tenantId: "0198a000-0000-7000-8000-000000000001", now: new Date() },
  touchId: "0198a000-0000-7000-8000-0000000000aa",
  debtorId: "0198a000-0000-7000-8000-000000000003",
  idempotencyKey: "touch-0198a000-0000-7000-8000-0000000000aa",
  to: "+12125550143",
};
const sms = { ...envelope, text: "Your balance is open." };
const call = { ...envelope, script: "Hello", language: "en", isConversation: false, from: null };
const soon = () => AbortSignal.timeout(5_000);
const form = (asked: Asked | undefined) => Object.fromEntries(new URLSearchParams(asked?.body));
const message = (changes: Record<string, unknown> = {}) => ({
  sid: "SM1",
  direction: "outbound-api",
  body: "",
  to: sms.to,
  from: "+15005550006",
  status: "queued",
  date_created: "Sat, 21 Nov 2026 12:00:00 +0000",
  date_sent: null,
  ...changes,
});
const refusal = (status: number, code: number, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { status, code, message: "no", more_info: "" },
  headers,
});
const sentAfter = new Date("2026-11-21T11:59:00Z");
const query = { idempotencyKey: sms.idempotencyKey, to: sms.to, sentAfter, touchId: sms.touchId };

describe("a text message", () => {
  test("leaves with its mark and the signed address that its reports come to", async () => {
    const { settings, asked } = await vendor(() => ({ status: 201, body: message() }));
    expect(await twilioSms(settings, publicUrl).send(sms, soon())).toEqual({ kind: "accepted", providerRef: "SM1" });
    expect(asked[0]).toMatchObject({ method: "POST", path: `/2010-04-01/Accounts/${sid}/Messages.json` });
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`${sid}:token`).toString("base64")}`);
    expect(form(asked[0])).toEqual({
      To: sms.to,
      From: "+15005550006",
      Body: `Your balance is open.\n[${touchReference(sms.touchId)}]`,
      StatusCallback: `${publicUrl}/api/webhooks/twilio/sms/status?tenant=${sms.workspace.tenantId}&touch=${sms.touchId}`,
    });
  });

  test.each([
    [
      "a recipient who stopped us at the carrier",
      refusal(400, 21610),
      { kind: "refused", code: "21610", suppress: "carrier_opt_out" },
    ],
    [
      "a number that does not exist",
      refusal(400, 21211),
      { kind: "refused", code: "21211", suppress: "undeliverable" },
    ],
    ["a number that takes no texts", refusal(400, 21614), { kind: "refused", code: "21614" }],
    ["slow down", refusal(429, 20429, { "retry-after": "9" }), { kind: "not_sent", code: "429", retryAfterSeconds: 9 }],
    ["our token is wrong", refusal(401, 20003), { kind: "not_sent", code: "20003", retryAfterSeconds: 3600 }],
    ["their failure", refusal(503, 20500), { kind: "in_doubt", code: "20500" }],
    ["a gateway's own refusal", { status: 408, body: {} }, { kind: "in_doubt", code: "408" }],
    ["half an answer", { status: 201, body: {} }, { kind: "in_doubt", code: "NO_REFERENCE" }],
  ] as const)("%s", async (_name, answer, result) => {
    const { settings } = await vendor(() => answer as Answer);
    expect(await twilioSms(settings, publicUrl).send(sms, soon())).toEqual(result);
  });

  test("a connection that never stood is surely not sent", async () => {
    const port = twilioSms(settingsAt(await closedAddress()), publicUrl);
    expect(await port.send(sms, soon())).toMatchObject({ kind: "not_sent", code: "ECONNREFUSED" });
  });

  test("a connection cut, or no answer in time, is in doubt", async () => {
    const { settings } = await vendor((_asked, nth) =>
      nth === 1 ? { status: 0, cut: true } : { status: 0, hang: true },
    );
    const port = twilioSms(settings, publicUrl);
    expect(await port.send(sms, soon())).toMatchObject({ kind: "in_doubt" });
    expect(await port.send(sms, AbortSignal.timeout(50))).toEqual({ kind: "in_doubt", code: "TIMEOUT" });
  });

  test("an earlier send is found by its mark, and by nothing else", async () => {
    const list = (...messages: unknown[]): Answer => ({
      status: 200,
      body: { messages, page: 0, page_size: 50, uri: "" },
    });
    const answers = [
      list(
        message({ sid: "SM8", body: "another text" }),
        message({ sid: "SM9", body: `x\n[${touchReference(sms.touchId)}]` }),
      ),
      list(message({ sid: "SM8", body: "another text" })),
      refusal(500, 20500),
    ];
    const { settings, asked } = await vendor((_asked, nth) => answers[nth - 1] as Answer);
    const port = twilioSms(settings, publicUrl);
    expect(await port.find?.(query, soon())).toEqual({ kind: "sent", providerRef: "SM9" });
    expect(asked[0]?.query.get("To")).toBe(sms.to);
    expect(await port.find?.(query, soon())).toEqual({ kind: "not_sent" });
    await expect(port.find?.(query, soon())).rejects.toThrow();
  });
});

describe("a call", () => {
  const record = (changes: Record<string, unknown> = {}) => ({
    ...message(),
    sid: "CA1",
    status: "in-progress",
    ...changes,
  });
  test("asks us what to say, and tells whether a machine answered", async () => {
    const { settings, asked } = await vendor(() => ({ status: 201, body: record() }));
    expect(await twilioVoice(settings, publicUrl, { holdsConversations: true }).send(call, soon())).toEqual({
      kind: "accepted",
      providerRef: "CA1",
      from: "+15005550006",
    });
    const subject = `?tenant=${sms.workspace.tenantId}&touch=${sms.touchId}`;
    expect(form(asked[0])).toMatchObject({
      To: sms.to,
      Url: `${publicUrl}/api/webhooks/twilio/voice/answer${subject}`,
      StatusCallback: `${publicUrl}/api/webhooks/twilio/voice/status${subject}`,
      MachineDetection: "Enable",
    });
  });

  test("a conversation begins at once and is told who picked up meanwhile, where its lines are set up", async () => {
    const { settings, asked } = await vendor(() => ({ status: 201, body: record() }));
    const conversation = { ...call, isConversation: true };
    await twilioVoice(settings, publicUrl, { holdsConversations: true }).send(conversation, soon());
    await twilioVoice(settings, publicUrl, { holdsConversations: false }).send(conversation, soon());
    const subject = `?tenant=${sms.workspace.tenantId}&touch=${sms.touchId}`;
    expect(form(asked[0])).toMatchObject({
      AsyncAmd: "true",
      AsyncAmdStatusCallback: `${publicUrl}/api/webhooks/twilio/voice/machine${subject}`,
      TimeLimit: "1200",
    });
    expect(form(asked[1])).not.toHaveProperty("AsyncAmd");
  });

  test("an earlier call is found by what it asked us", async () => {
    const calls = (...list: unknown[]) => ({ status: 200, body: { calls: list, page: 0, page_size: 50, uri: "" } });
    const events = (url: string) => ({
      status: 200,
      body: { events: [{ request: { url }, response: {} }], page: 0, page_size: 50, uri: "" },
    });
    let about = `${publicUrl}/api/webhooks/twilio/voice/answer?touch=${sms.touchId}`;
    let found: Answer = calls(record());
    const { settings } = await vendor(({ path }) => (path.endsWith("Events.json") ? events(about) : found));
    const port = twilioVoice(settings, publicUrl, { holdsConversations: true });
    expect(await port.find?.(query, soon())).toEqual({ kind: "sent", providerRef: "CA1" });
    about = `${publicUrl}/somewhere-else`;
    await expect(port.find?.(query, soon())).rejects.toThrow("not reached us");
    found = calls(record({ status: "completed" }));
    expect(await port.find?.(query, soon())).toEqual({ kind: "cannot_tell" });
    found = calls(record({ date_created: "Fri, 20 Nov 2026 12:00:00 +0000" }));
    expect(await port.find?.(query, soon())).toEqual({ kind: "not_sent" });
  });

  test("every answer ends in a question to us or in hanging up", () => {
    const subject = { tenantId: "t", touchId: "c" };
    const asks = turnAsTwiml(
      { language: "hi", say: ["नमस्ते <A & B>"], gather: { step: "menu", digitsMax: 1, attempt: 2 } },
      publicUrl,
      subject,
    );
    expect(asks).toContain('actionOnEmptyResult="true"');
    expect(asks).toContain("voice/keys?tenant=t&amp;touch=c&amp;step=menu&amp;attempt=2");
    expect(asks).toContain("&lt;A &amp; B&gt;");
    expect(asks).toMatch(/<\/Gather><\/Response>$/);
    expect(turnAsTwiml({ language: "en", say: ["Bye"], gather: null }, publicUrl, subject)).toMatch(
      /<Hangup\/><\/Response>$/,
    );
  });
});

describe("Twilio's words", () => {
  test.each([
    [{ MessageStatus: "sending" }, null],
    [{ MessageStatus: "sent" }, { status: "sent" }],
    [{ MessageStatus: "delivered" }, { status: "delivered" }],
    [
      { MessageStatus: "undelivered", ErrorCode: "30003" },
      { status: "bounced", code: "30003", hard: false },
    ],
    [
      { MessageStatus: "undelivered", ErrorCode: "30005" },
      { status: "bounced", code: "30005", hard: true },
    ],
    [
      { MessageStatus: "failed", ErrorCode: "21610" },
      { status: "failed", code: "21610", optOut: "carrier" },
    ],
  ])("%o", (fields, report) => {
    expect(readSmsReport(fields as Record<string, string>)).toEqual(report);
  });
  test.each([
    [{ CallStatus: "ringing" }, null],
    [{ CallStatus: "completed", AnsweredBy: "human" }, { outcome: "answered" }],
    [{ CallStatus: "completed", AnsweredBy: "machine_start" }, { outcome: "voicemail" }],
    [{ CallStatus: "busy" }, { outcome: "busy" }],
    [{ CallStatus: "no-answer" }, { outcome: "no_answer" }],
  ])("%o", (fields, end) => {
    expect(readCallEnd(fields as Record<string, string>)).toEqual(end);
  });
  test("an unknown voice is treated as a person's", () => {
    expect(isMachine("unknown")).toBe(false);
    expect(isMachine(undefined)).toBe(false);
    expect(isMachine("fax")).toBe(true);
  });
});

test.each([
  ["mobile", "mobile"],
  ["landline", "landline"],
  ["nonFixedVoip", "voip"],
  ["tollFree", "toll_free"],
  [null, "unknown"],
])("line type %s is %s", async (type, lineType) => {
  const { settings, asked } = await vendor(() => ({
    status: 200,
    body: { phone_number: sms.to, line_type_intelligence: type && { type } },
  }));
  expect(await twilioLookup(settings).lineType(sms.to, soon())).toBe(lineType);
  expect(asked[0]?.path).toBe(`/v2/PhoneNumbers/${sms.to}`);
  expect(asked[0]?.query.get("Fields")).toBe("line_type_intelligence");
});

const vectors = resolve("../shared/data/webhooks/twilio-signatures.json");
test.skipIf(!existsSync(vectors))(
  "signatures are taken and refused as Twilio's own tests say (skipped without them)",
  () => {
    type Vector = {
      name: string;
      authToken: string;
      url: string;
      params: Record<string, string | string[]>;
      rawBody: string | null;
      signature: string;
      expectValid: boolean;
    };
    const all: Vector[] = JSON.parse(readFileSync(vectors, "utf8")).vectors;
    const forms = all.filter((vector) => vector.rawBody === null && vector.params);
    expect(forms.length).toBeGreaterThan(3);
    for (const { name, authToken, url, params, signature, expectValid } of forms) {
      const body = new URLSearchParams(
        Object.entries(params).flatMap(([key, value]) => [value].flat().map((each) => [key, each])),
      ).toString();
      const account = { TWILIO_AUTH_TOKEN: authToken, TWILIO_ACCOUNT_SID: String(params.AccountSid ?? "") };
      const fields = verifiedTwilioFields(account, url, { url, signature, body });
      expect([name, fields !== null]).toEqual([name, expectValid]);
    }
  },
);

const specFile = resolve("../shared/data/vendor-specs/twilio_api_v2010.json");
test.skipIf(!existsSync(specFile))(
  "no request names a field that Twilio's own schema lacks (skipped without it)",
  async () => {
    const spec = JSON.parse(readFileSync(specFile, "utf8"));
    const { settings, asked } = await vendor(() => ({ status: 201, body: message() }));
    await twilioSms(settings, publicUrl).send(sms, soon());
    await twilioVoice(settings, publicUrl, { holdsConversations: true }).send(
      { ...call, isConversation: true },
      soon(),
    );
    for (const [at, path] of ["Messages.json", "Calls.json"].entries()) {
      const { post } = spec.paths[`/2010-04-01/Accounts/{AccountSid}/${path}`];
      const { schema } = post.requestBody.content["application/x-www-form-urlencoded"];
      const fields = new URLSearchParams(asked[at]?.body);
      for (const [name, value] of fields) {
        expect(schema.properties).toHaveProperty(name);
        const allowed: string[] | undefined = schema.properties[name].enum;
        if (allowed) expect(allowed).toContain(value);
      }
      for (const name of schema.required ?? []) expect(fields.has(name)).toBe(true);
    }
  },
);

test.each([
  ["human", { who: "human", beepHeard: false }],
  ["machine_start", { who: "machine", beepHeard: false }],
  ["machine_end_beep", { who: "machine", beepHeard: true }],
  ["machine_end_silence", { who: "machine", beepHeard: true }],
  ["fax", { who: "fax", beepHeard: false }],
  ["unknown", { who: "unknown", beepHeard: false }],
  [undefined, { who: "unknown", beepHeard: false }],
] as const)("the verdict %s is told to the conversation as its own", (word, told) => {
  expect(readAnsweredBy(word)).toEqual(told);
});
