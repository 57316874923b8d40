import fc from "fast-check";
import { expect, test } from "vitest";
import { clearFrame, markFrame, mediaFrames, readFrame } from "@/server/providers/twilio/media-streams/frames";

/** From a server's log of a real call, published by the vendor. */
const start = {
  event: "start",
  sequenceNumber: "1",
  start: {
    accountSid: "ACmasked",
    streamSid: "9e7ee906-377b-408f-a852-eebfb834422a",
    callSid: "CAmasked",
    tracks: ["inbound"],
    mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
    customParameters: { aCutomParameter: "aCustomValue that was set in TwiML" },
  },
  streamSid: "9e7ee906-377b-408f-a852-eebfb834422a",
};
const media = {
  event: "media",
  sequenceNumber: "2",
  media: { track: "inbound", chunk: "1", timestamp: "52", payload: "6/jk2NbZ3uXj5Oz+bmhiYg==" },
  streamSid: start.streamSid,
};
const read = (frame: unknown) => readFrame(JSON.stringify(frame));

test("a recorded call is read frame by frame", () => {
  expect(read({ event: "connected", protocol: "Call", version: "1.0.0" })).toEqual({ kind: "connected" });
  expect(read(start)).toEqual({
    kind: "start",
    streamSid: start.streamSid,
    callSid: "CAmasked",
    accountSid: "ACmasked",
    parameters: { aCutomParameter: "aCustomValue that was set in TwiML" },
  });
  expect(read(media)).toEqual({ kind: "media", payload: media.media.payload, atMs: 52 });
  expect(read({ event: "mark", streamSid: "MZ1", mark: { name: "Repeat message 0" } })).toEqual({
    kind: "mark",
    name: "Repeat message 0",
  });
  expect(read({ event: "dtmf", streamSid: "MZ1", dtmf: { track: "inbound_track", digit: "#" } })).toEqual({
    kind: "dtmf",
    digit: "#",
  });
  expect(read({ event: "stop", stop: { accountSid: "AC1", callSid: "CA1" } })).toEqual({ kind: "stop" });
  expect(read({ event: "of next year" })).toEqual({ kind: "other", event: "of next year" });
});

test("audio that would break out of the frame it is put into is not audio", () => {
  for (const payload of ['AAAA"}}', "AA\\nA", "AAA", "====", "AA=A", 5, null, undefined, "zażó"]) {
    expect(read({ ...media, media: { ...media.media, payload } }).kind).toBe("unreadable");
  }
  for (const timestamp of ["", "soon", "-1", null, undefined]) {
    expect(read({ ...media, media: { ...media.media, timestamp } }).kind).toBe("unreadable");
  }
});

test("a stream in another format than we speak is not begun", () => {
  const other = structuredClone(start);
  other.start.mediaFormat.sampleRate = 16_000;
  expect(read(other)).toEqual({ kind: "unreadable", why: "start.mediaFormat.sampleRate" });
});

test("whatever text comes, reading answers", () => {
  const events = fc.constantFrom("media", "mark", "start", "stop", "dtmf", "connected", "x", null, 7);
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        event: events,
        media: fc.jsonValue(),
        mark: fc.jsonValue(),
        start: fc.jsonValue(),
        dtmf: fc.jsonValue(),
      })
      .map((frame) => JSON.stringify(frame)),
  );
  fc.assert(
    fc.property(anything, (text) => {
      expect(readFrame(text).kind).toMatch(/^[a-z]+$/);
    }),
    { numRuns: 500 },
  );
});

test("what is written is what the vendor's description says, whatever the mark is called", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 60 }), (bytes, name) => {
      const payload = Buffer.from(bytes).toString("base64");
      expect(JSON.parse(mediaFrames("MZ1")(payload))).toEqual({ event: "media", streamSid: "MZ1", media: { payload } });
      expect(JSON.parse(markFrame("MZ1", name))).toEqual({ event: "mark", streamSid: "MZ1", mark: { name } });
    }),
  );
  expect(JSON.parse(clearFrame("MZ1"))).toEqual({ event: "clear", streamSid: "MZ1" });
});
