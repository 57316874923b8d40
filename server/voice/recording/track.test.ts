import fc from "fast-check";
import { expect, test } from "vitest";
import { Track } from "@/server/voice/recording/track";

const audio = (length: number, byte: number) => Buffer.alloc(length, byte);

test("what was put is where it was put, and silence lies between", () => {
  const track = new Track();
  track.put(2, audio(2, 1));
  track.put(6, audio(2, 2));
  expect([...track.take(0, 10)]).toEqual([255, 255, 1, 1, 255, 255, 2, 2, 255, 255]);
});

test("what was cleared was never heard, and what is played next follows at once", () => {
  const track = new Track();
  track.put(0, audio(10, 1));
  track.cut(4);
  expect(track.end).toBe(4);
  track.put(Math.max(track.end, 5), audio(2, 2));
  expect([...track.take(0, 8)]).toEqual([1, 1, 1, 1, 255, 2, 2, 255]);
});

test("taken piece by piece it is the same as taken at once", () => {
  const puts = fc.array(fc.record({ gap: fc.nat(5), length: fc.integer({ min: 1, max: 9 }), byte: fc.nat(254) }));
  const holes = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 3 });
  fc.assert(
    fc.property(puts, holes, fc.array(fc.integer({ min: 1, max: 20 })), (pieces, silences, steps) => {
      const [whole, split] = [new Track(), new Track()];
      for (const track of [whole, split]) {
        for (const { gap, length, byte } of pieces) track.put(track.end + gap, audio(length, byte));
        for (const [from, to] of silences) track.silence(from, to);
      }
      const parts: Buffer[] = [];
      let at = 0;
      for (const step of [...steps, 200]) {
        parts.push(split.take(at, at + step));
        at += step;
      }
      expect(Buffer.concat(parts)).toEqual(whole.take(0, at));
    }),
  );
});
