// One side of a call on the line's own clock, as far as it has not been taken away yet. Places are samples since the line
// opened, a byte of µ-law each; where nobody was heard is silence. Pure.

const SILENCE = 0xff;

type Piece = { at: number; audio: Buffer };

export class Track {
  /** In order, and none over another. */
  #pieces: Piece[] = [];
  #end = 0;

  /** The place after the last sample that was put here. */
  get end(): number {
    return this.#end;
  }

  /** What would lie over what is there already is left out. */
  put(at: number, audio: Buffer) {
    const from = Math.max(at, this.#end);
    const rest = audio.subarray(from - at);
    if (rest.length === 0) return;
    this.#pieces.push({ at: from, audio: rest });
    this.#end = from + rest.length;
  }

  /** Nothing from there on was ever heard. */
  cut(at: number) {
    if (at >= this.#end) return;
    this.#pieces = this.#pieces.flatMap((piece) => partOf(piece, 0, at));
    this.#end = at;
  }

  silence(from: number, to: number) {
    this.#pieces = this.#pieces.flatMap((piece) => [
      ...partOf(piece, 0, from),
      ...partOf(piece, to, Number.POSITIVE_INFINITY),
    ]);
  }

  /** Takes that stretch away, and all before it. */
  take(from: number, to: number): Buffer {
    const audio = Buffer.alloc(Math.max(0, to - from), SILENCE);
    for (const piece of this.#pieces) {
      for (const part of partOf(piece, from, to)) audio.set(part.audio, part.at - from);
    }
    this.dropBefore(to);
    return audio;
  }

  dropBefore(at: number) {
    this.#pieces = this.#pieces.flatMap((piece) => partOf(piece, at, Number.POSITIVE_INFINITY));
  }
}

/** What of a piece lies between two places. */
function partOf({ at, audio }: Piece, from: number, to: number): Piece[] {
  const [first, last] = [Math.max(at, from), Math.min(at + audio.length, to)];
  return first < last ? [{ at: first, audio: audio.subarray(first - at, last - at) }] : [];
}
