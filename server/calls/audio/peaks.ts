// How loud each side was, stretch by stretch: what the waveform is drawn from. Pure.
import type { RecordingPeaks } from "@/server/calls/audio/contract";
import { SIDES } from "@/server/calls/audio/recording-file";
import { levelOf } from "@/server/calls/audio/wav";

const STRETCHES_MAX = 600;
const FRAMES_MIN = 800;
const LOUDEST = 32_124;

export class Peaks {
  readonly #framesEach: number;
  readonly #sides: [number[], number[]];
  #frame = 0;

  constructor(frames: number) {
    this.#framesEach = Math.max(FRAMES_MIN, Math.ceil(frames / STRETCHES_MAX));
    const count = Math.ceil(frames / this.#framesEach);
    this.#sides = [Array<number>(count).fill(0), Array<number>(count).fill(0)];
  }

  /** What follows of the file; whole frames. */
  add(sound: Buffer) {
    for (let at = 0; at + 1 < sound.length; at += SIDES, this.#frame += 1) {
      const stretch = Math.floor(this.#frame / this.#framesEach);
      this.#sides.forEach((peaks, side) => {
        const level = Math.abs(levelOf(sound[at + side] ?? 0xff));
        if (level > (peaks[stretch] ?? 0)) peaks[stretch] = level;
      });
    }
  }

  /** From 0 to 100. */
  get result(): RecordingPeaks {
    const [ours, theirs] = this.#sides.map((peaks) => peaks.map((level) => Math.round((level / LOUDEST) * 100)));
    return { ours: ours ?? [], theirs: theirs ?? [] };
  }
}
