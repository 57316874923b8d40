// Where in a recording a turn is. A turn is written down when it has been said, so it begins after the one before it. Pure.
import type { CallRecording } from "@/server/calls/audio/contract";
import type { CallTurnRow } from "@/server/calls/contract";

export type Spot = { recordingId: string; fromMs: number; toMs: number; side: "ours" | "theirs" };

type Turn = Pick<CallTurnRow, "id" | "speaker" | "startedAt">;

/** What is written down comes a moment after it was said. */
const WRITTEN_AFTER_MS = 3_000;
const SAID_MIN_MS = 300;
/** Of a hundred; less is the line's own noise. */
const QUIET_MAX = 3;

/** By the turn's id; turns that no recording has are not in it. */
export function spotsIn(turns: readonly Turn[], recordings: readonly CallRecording[]): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  turns.forEach(({ id, speaker, startedAt }, nth) => {
    for (const recording of recordings) {
      const { lengthMs } = recording;
      if (recording.state !== "kept" || !lengthMs) continue;
      const into = (at: Date) => Math.min(lengthMs, Math.max(0, at.getTime() - recording.startedAt.getTime()));
      const saidMs = startedAt.getTime() - recording.startedAt.getTime();
      if (saidMs < SAID_MIN_MS || saidMs > lengthMs + WRITTEN_AFTER_MS) continue;
      const side = speaker === "debtor" ? "theirs" : "ours";
      const fromMs = into(turns[nth - 1]?.startedAt ?? recording.startedAt);
      spots.set(id, { recordingId: recording.id, fromMs, toMs: into(startedAt), side });
    }
  });
  return spots;
}

/** The first sound of that stretch; where there is none, its beginning. */
export function firstSound(
  peaks: readonly number[],
  lengthMs: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number {
  const eachMs = lengthMs / peaks.length;
  const found = peaks.findIndex(
    (level, nth) => level > QUIET_MAX && (nth + 1) * eachMs > fromMs && nth * eachMs < toMs,
  );
  return found < 0 ? fromMs : Math.max(fromMs, Math.floor(found * eachMs));
}

/** How far into it: `1:05`. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
