import { expect, test } from "vitest";
import { HeardTurns } from "@/server/voice/recording/heard-turns";

const at = (seconds: number) => seconds * 8_000;

/** Turns of two seconds each, one after the other from the tenth second on. */
function listen(...said: (string | null)[]) {
  const silenced: [number, number][] = [];
  const turns = new HeardTurns((from, to) => silenced.push([from / 8_000, to / 8_000]));
  said.forEach((text, nth) => {
    turns.began(`${nth}`, at(10 + nth * 4));
    turns.ended(`${nth}`, at(12 + nth * 4));
    turns.read(`${nth}`, text, at(13 + nth * 4));
  });
  return { turns, silenced, now: at(13 + (said.length - 1) * 4) };
}

test("a turn waits until it was read, and from then on is written", () => {
  const turns = new HeardTurns(() => {
    throw new Error("silenced");
  });
  expect(turns.horizon(at(20))).toBe(at(17));
  turns.began("a", at(20));
  expect(turns.horizon(at(40))).toBe(at(18));
  turns.ended("a", at(40));
  expect(turns.horizon(at(41))).toBe(at(18));
  turns.read("a", "I will pay tomorrow.", at(42));
  expect(turns.horizon(at(43))).toBe(at(40));
});

test.each([
  ["written", ["My card is 4242 4242 4242 4242."], 1],
  ["spoken", ["four two four two four two four two four two four two four two four two"], 1],
  ["with words between", ["it is 4242", "4242", "then 4242", "and 4242"], 4],
  ["after a number of something else", ["invoice 10044", "4242 4242", "4242 4242"], 3],
  ["its code", ["the security code is 123"], 1],
])("a card's number is silence: %s", (_, said, count) => {
  expect(listen(...said).silenced).toHaveLength(count);
});

test("other numbers are written, once what follows them is known", () => {
  const { turns, silenced, now } = listen("it is invoice 10044");
  expect(turns.horizon(now)).toBe(at(8));
  expect(turns.horizon(now + at(16))).toBe(now + at(13));
  const then = listen("it is invoice 10044", "and I paid it");
  expect(then.turns.horizon(then.now)).toBe(then.now - at(3));
  expect([...silenced, ...then.silenced]).toEqual([]);
});

test("what nobody could read is silence, and so is what nobody read in time", () => {
  expect(listen(null).silenced).toEqual([[8, 12]]);
  const silenced: number[][] = [];
  const turns = new HeardTurns((from, to) => silenced.push([from / 8_000, to / 8_000]));
  turns.began("a", at(10));
  expect(turns.horizon(at(60))).toBe(at(8));
  turns.horizon(at(75));
  expect(silenced.at(-1)).toEqual([8, 75]);
  turns.giveUp((id) => id === "a", at(80));
  expect(silenced.at(-1)?.at(-1)).toBe(80);
});
