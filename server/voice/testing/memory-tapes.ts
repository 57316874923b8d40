// Recordings that are kept in memory, to be listened to. `writes` may be slow, or fail.
import type { TapeEnd, Tapes } from "@/server/voice/recording/tapes";
import { Listener } from "@/server/voice/testing/audible-text";

export class MemoryTapes implements Tapes {
  readonly tapes: { startedAt: Date; audio: Buffer; end: TapeEnd | null }[] = [];

  constructor(private readonly writes: () => Promise<void> = async () => {}) {}

  async open(startedAt: Date) {
    const tape: MemoryTapes["tapes"][number] = { startedAt, audio: Buffer.alloc(0), end: null };
    this.tapes.push(tape);
    return {
      write: async (audio: Buffer) => {
        await this.writes();
        tape.audio = Buffer.concat([tape.audio, audio]);
      },
      end: async (how: TapeEnd) => {
        tape.end = how;
      },
    };
  }

  /** What can be heard on the only one. */
  get words(): { ours: string; theirs: string } {
    const [tape, ...others] = this.tapes;
    if (!tape || others.length > 0) throw new Error(`${this.tapes.length} recordings, not one`);
    return { ours: heardOn(tape.audio, 0), theirs: heardOn(tape.audio, 1) };
  }
}

export function heardOn(audio: Buffer, side: 0 | 1): string {
  const listener = new Listener();
  listener.hear(Buffer.from(audio.filter((_, at) => at % 2 === side)));
  return listener.words;
}
