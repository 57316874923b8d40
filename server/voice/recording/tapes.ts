// Where a recording goes. The audio path hands over and goes on: it waits for nothing here, and hears of no failure.

/** Both tracks, sample by sample: ours, theirs, ours … µ-law at 8 kHz. */
export const TAPE_BYTES_PER_MS = 16;

/** One recording, from its first sample to its last. */
export type Tape = {
  write(audio: Buffer): Promise<void>;
  end(how: TapeEnd): Promise<void>;
};

/** `dropped`: nothing of it is kept, and the code says why. */
export type TapeEnd = { lengthMs: number } & ({ is: "kept" } | { is: "dropped"; code: "slow" | "failed" });

export type Tapes = { open(startedAt: Date): Promise<Tape> };
