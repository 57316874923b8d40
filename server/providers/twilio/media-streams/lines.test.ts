import twilio from "twilio";
import { afterEach, expect, test } from "vitest";
import { startVendorServer, type VendorServer } from "@/server/providers/testing/vendor-server";
import { twilioCallControl } from "@/server/providers/twilio/call-control";
import { streamAddress, twilioDoor } from "@/server/providers/twilio/media-streams/door";
import { connectTwiml } from "@/server/providers/twilio/twiml";

let vendor: VendorServer | undefined;
afterEach(() => vendor?.close());

const authToken = "auth";
const token = "t".repeat(43);
const door = twilioDoor({ authToken, publicWsUrl: "wss://voice.example/" });
const sign = (url: string) => ({ "x-twilio-signature": twilio.getExpectedTwilioSignature(authToken, url, {}) });

test("the address that our TwiML names is the one whose signature fits", () => {
  const url = streamAddress("wss://voice.example/", token);
  expect(url).toBe(`wss://voice.example/twilio/media/${token}`);
  expect(door.knock({ url: new URL(url).pathname, headers: sign(url) })).toEqual({ token });
});

test.each([
  ["another scheme", `https://voice.example/twilio/media/${token}`],
  ["a slash too many", `wss://voice.example/twilio/media/${token}/`],
  ["another host", `wss://evil.example/twilio/media/${token}`],
])("a signature over %s does not fit", (_, url) => {
  expect(door.knock({ url: `/twilio/media/${token}`, headers: { ...sign(url), host: "evil.example" } })).toEqual({
    refused: 403,
  });
});

test("an address that is not ours is not found, query and all", () => {
  for (const url of ["/", "/twilio/media/", `/twilio/media/${token}?x=1`, `/twilio/media/../${token}`]) {
    expect(door.knock({ url, headers: sign(`wss://voice.example${url}`) })).toEqual({ refused: 404 });
  }
});

test("a call's document connects the line, says what comes after, and ends in words and a hang-up", () => {
  const xml = connectTwiml({
    streamUrl: streamAddress("wss://voice.example", token),
    afterUrl: "https://pay.example/after?tenant=1&touch=2",
    language: "hi",
    apology: "क्षमा कीजिए।",
  });
  expect(xml).toContain(
    `<Connect action="https://pay.example/after?tenant=1&amp;touch=2" method="POST"><Stream url="wss://voice.example/twilio/media/${token}"/></Connect>`,
  );
  expect(xml).toMatch(/<Say language="hi-IN" voice="Polly.Aditi">क्षमा कीजिए।<\/Say><Hangup\/><\/Response>$/);
});

const settings = (url: string) => ({
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_FROM_NUMBER: "+15005550006",
  TWILIO_API_BASE_URL: url,
});
const soon = () => AbortSignal.timeout(5_000);

test("hanging up, and saying a last sentence, is done to the live call", async () => {
  vendor = await startVendorServer(() => ({ status: 200, body: { sid: "CA1" } }));
  const control = twilioCallControl(settings(vendor.url), "https://pay.example");
  await control.hangUp("CA1", soon());
  await control.sayAndHangUp("CA1", { language: "en", text: "Goodbye." }, soon());
  expect(vendor.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array(2).fill(`POST /2010-04-01/Accounts/AC${"0".repeat(32)}/Calls/CA1.json`),
  );
  const [first, second] = vendor.asked.map(({ body }) => new URLSearchParams(body));
  expect(first?.get("Status")).toBe("completed");
  expect(second?.get("Twiml")).toMatch(/<Say .*>Goodbye.<\/Say><Hangup\/>/);
});

test("a call that is over already is hung up; a vendor that fails is not success", async () => {
  const answers = [
    { status: 404, body: { status: 404, code: 20404, message: "gone", more_info: "" } },
    { status: 400, body: { status: 400, code: 21220, message: "not in progress", more_info: "" } },
    { status: 500, body: { status: 500, code: 20500, message: "down", more_info: "" } },
  ];
  vendor = await startVendorServer((_, nth) => answers[nth - 1] ?? { status: 500 });
  const control = twilioCallControl(settings(vendor.url), "https://pay.example");
  await control.hangUp("CA1", soon());
  await control.hangUp("CA1", soon());
  await expect(control.hangUp("CA1", soon())).rejects.toThrow();
});
