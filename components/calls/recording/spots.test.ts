import { expect, test } from "vitest";
import { firstSound, spotsIn } from "@/components/calls/recording/spots";

const start = Date.parse("2026-03-02T15:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1_000);
const turn = (id: string, speaker: "agent" | "debtor", seconds: number) => ({ id, speaker, startedAt: at(seconds) });
const kept = { id: "rec_1", state: "kept", code: null, startedAt: at(10), lengthMs: 20_000 } as const;

test("a turn is where the one before it ended, and one that was said before is nowhere", () => {
  const spots = spotsIn(
    [turn("a", "agent", 5), turn("b", "debtor", 10), turn("c", "agent", 14), turn("d", "debtor", 31)],
    [kept],
  );
  expect(Object.fromEntries(spots)).toEqual({
    c: { recordingId: "rec_1", fromMs: 0, toMs: 4_000, side: "ours" },
    d: { recordingId: "rec_1", fromMs: 4_000, toMs: 20_000, side: "theirs" },
  });
});

test("a call that came back has each turn in its own recording, and none in one that was dropped", () => {
  const later = { ...kept, id: "rec_2", startedAt: at(60) };
  const turns = [turn("a", "agent", 12), turn("b", "agent", 45), turn("c", "agent", 65)];
  expect([...spotsIn(turns, [kept, later])].map(([id, { recordingId }]) => [id, recordingId])).toEqual([
    ["a", "rec_1"],
    ["c", "rec_2"],
  ]);
  expect(spotsIn(turns, [{ ...kept, state: "dropped" }]).size).toBe(0);
});

test("a stretch begins with its first sound", () => {
  const peaks = [50, 0, 0, 40, 0, 60, 0, 0, 0, 0];
  expect(firstSound(peaks, 10_000, { fromMs: 1_500, toMs: 5_000 })).toBe(3_000);
  expect(firstSound(peaks, 10_000, { fromMs: 3_400, toMs: 5_000 })).toBe(3_400);
  expect(firstSound(peaks, 10_000, { fromMs: 6_500, toMs: 9_000 })).toBe(6_500);
  expect(firstSound([], 10_000, { fromMs: 6_500, toMs: 9_000 })).toBe(6_500);
});
