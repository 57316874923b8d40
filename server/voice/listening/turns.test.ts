import { expect, test } from "vitest";
import type { Moderation } from "@/server/flows/ports";
import { type HeardTurn, Turns } from "@/server/voice/listening/turns";
import { until } from "@/server/voice/testing/until";
import { voiceTimings } from "@/server/voice/timings";

function turnsWith(moderation?: Moderation) {
  const heard: HeardTurn[] = [];
  const turns = new Turns(
    { timings: voiceTimings, moderation },
    { heard: (turn) => heard.push(turn), silent: () => undefined },
  );
  return {
    turns,
    heard,
    hears: (count: number) =>
      until(
        () => heard.length === count,
        () => JSON.stringify(heard),
      ),
  };
}
const asked: string[] = [];
const finds = (flagsOf: Moderation["flagsOf"]): Moderation => ({
  name: "test",
  flagsOf: (text, signal) => {
    asked.push(text);
    return flagsOf(text, signal);
  },
});

test("a turn that rules read is told at once and nobody else is asked", () => {
  const { turns, heard } = turnsWith(finds(async () => ["abuse"]));
  turns.turnEnded("a");
  turns.transcribed("a", "Yes.");
  expect(heard).toEqual([{ itemId: "a", text: "Yes.", flags: [] }]);
  expect(asked).toEqual([]);
  turns.close();
});

test("others are told with what was found, in the order they were spoken", async () => {
  const { turns, heard, hears } = turnsWith(finds(async () => ["threat"]));
  turns.turnEnded("a");
  turns.turnEnded("b");
  turns.transcribed("a", "I know where you work");
  turns.transcribed("b", "Yes.");
  expect(heard).toEqual([]);
  await hears(2);
  expect(heard.map(({ itemId, flags }) => [itemId, flags])).toEqual([
    ["a", ["threat"]],
    ["b", []],
  ]);
  turns.close();
});

test("a service that hangs holds nobody up for long", async () => {
  const { turns, heard, hears } = turnsWith(finds(() => new Promise(() => {})));
  turns.turnEnded("a");
  const before = performance.now();
  turns.transcribed("a", "Well, that depends on it");
  await hears(1);
  expect(performance.now() - before).toBeLessThan(900);
  expect(heard).toEqual([{ itemId: "a", text: "Well, that depends on it", flags: [] }]);
  turns.close();
});
