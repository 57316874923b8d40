import fc from "fast-check";
import { expect, test } from "vitest";
import { Peaks } from "@/server/calls/audio/peaks";
import { levelOf, soundOf, wavBytes, wavRange } from "@/server/calls/audio/wav";

const frames = 500;
const sound = Buffer.from(Array.from({ length: frames * 2 }, (_, at) => (at * 37) % 256));
const whole = wavRange(frames, { from: 0, to: wavBytes(frames) }, sound);

test("is a WAV of two sides at 8 kHz and 16 bits", () => {
  expect(whole.length).toBe(wavBytes(frames));
  expect([whole.toString("latin1", 0, 4), whole.toString("latin1", 8, 16)]).toEqual(["RIFF", "WAVEfmt "]);
  expect([whole.readUInt16LE(22), whole.readUInt32LE(24), whole.readUInt16LE(34)]).toEqual([2, 8_000, 16]);
  expect(whole.readUInt32LE(40)).toBe(frames * 4);
});

test("any range of it is the same as that part of the whole", () => {
  const place = fc.nat(wavBytes(frames));
  fc.assert(
    fc.property(place, place, (one, other) => {
      const range = { from: Math.min(one, other), to: Math.max(one, other) };
      const { from, to } = soundOf(range);
      expect(wavRange(frames, range, sound.subarray(from, to))).toEqual(whole.subarray(range.from, range.to));
    }),
  );
});

test.each([
  [0xff, 0],
  [0x7f, 0],
  [0x80, 32_124],
  [0x00, -32_124],
  [0xbf, 1_980],
])("µ-law %i is the level %i", (byte, level) => {
  expect(levelOf(byte)).toBe(level);
});

test("its peaks are each side's loudest, stretch by stretch", () => {
  const peaks = new Peaks(1_600);
  const first = Buffer.alloc(1_600, 0xff);
  first[11] = 0x80;
  peaks.add(first);
  const second = Buffer.alloc(1_600, 0xff);
  second[10] = 0x00;
  peaks.add(second);
  expect(peaks.result).toEqual({ ours: [0, 100], theirs: [100, 0] });
});
