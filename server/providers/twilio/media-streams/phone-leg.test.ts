import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { acceptStream, streamLimits } from "@/server/providers/twilio/media-streams/phone-leg";
import type { PhoneEvent, PhoneLeg } from "@/server/voice/ports";
import { dial } from "@/server/voice/testing/scripted-phone";
import { until } from "@/server/voice/testing/until";

const server = createServer();
const sockets = new WebSocketServer({ server });
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const connected = { event: "connected", protocol: "Call", version: "1.0.0" };

/** Dials, and tells what became of it at our end. */
async function open(frames: unknown[]) {
  const accepted = new Promise<PhoneLeg>((resolve, reject) =>
    sockets.once("connection", (socket) =>
      acceptStream(socket, { ...streamLimits, startWithinMs: 80 }).then(resolve, reject),
    ),
  );
  accepted.catch(() => {});
  const phone = await dial(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, { mute: true });
  for (const frame of frames) phone.send(frame);
  return { phone, accepted };
}

test("a stream that never starts is closed after its time", async () => {
  const { phone, accepted } = await open([connected]);
  await expect(accepted).rejects.toMatchObject({ code: "no_start" });
  expect(await phone.closed).toBe(4400);
});

test.each([
  ["audio before its start", [connected, { event: "media", media: { payload: "", timestamp: "0" } }], "wrong_order"],
  ["a start without a connected", [{ event: "start", start: {} }], "unreadable"],
  ["nonsense", ["hello"], "unreadable"],
])("a stream that begins with %s is refused", async (_, frames, code) => {
  const { phone, accepted } = await open(frames);
  await expect(accepted).rejects.toMatchObject({ code });
  expect(await phone.closed).toBe(4400);
});

test("a line that closes before it began is told as such", async () => {
  const { phone, accepted } = await open([connected]);
  phone.drop();
  await expect(accepted).rejects.toMatchObject({ code: "closed" });
});

test("who and what stands in the start is known, and a second start changes nothing", async () => {
  const { phone, accepted } = await open([]);
  phone.begin();
  const leg = await accepted;
  expect(leg.callRef).toBe(phone.callSid);
  const events: PhoneEvent[] = [];
  leg.listen((event) => events.push(event));
  phone.start();
  phone.press("5");
  const kinds = () => new Set(events.map(({ kind }) => kind));
  await until(
    () => kinds().size >= 2,
    () => `only ${[...kinds()]} came`,
  );
  expect(kinds()).toEqual(new Set(["audio", "pressed"]));
  leg.close("over");
  leg.play("AAAA");
  leg.mark("m");
  expect(await phone.closed).toBe(1000);
  expect(events.at(-1)).toEqual({ kind: "ended", by: "us", code: 1000 });
});
