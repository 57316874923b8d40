// Writes a recording behind the call's back. A store that is slower than the call for long, or fails, costs the recording.
import { TAPE_BYTES_PER_MS, type Tape, type TapeEnd, type Tapes } from "@/server/voice/recording/tapes";

const UNWRITTEN_MAX_MS = 120_000;
const OPEN_TRIES = 4;
const PAUSE_MS = 500;
/** After the call; what is not written then never will be. */
const END_WITHIN_MS = 10_000;

export class TapeWriter {
  readonly #open: () => Promise<Tape>;
  #opened: Promise<Tape> | null = null;
  readonly #note: (code: "slow" | "failed") => void;
  #unwritten: Buffer[] = [];
  #unwrittenBytes = 0;
  #writtenMs = 0;
  #writing: Promise<void> | null = null;
  #failure: "slow" | "failed" | null = null;

  constructor(tapes: Tapes, startedAt: Date, note: (code: "slow" | "failed") => void) {
    this.#note = note;
    this.#open = () => open(tapes, startedAt);
  }

  write(audio: Buffer) {
    if (this.#failure) return;
    this.#unwritten.push(audio);
    this.#unwrittenBytes += audio.length;
    if (this.#unwrittenBytes > UNWRITTEN_MAX_MS * TAPE_BYTES_PER_MS) return this.#giveUp("slow");
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when it is kept, or known not to be; never rejects. */
  async end(): Promise<void> {
    try {
      if (this.#writing) await within(END_WITHIN_MS, this.#writing);
      if (this.#unwrittenBytes > 0) this.#giveUp("slow");
      const tape = await (this.#opened && within(END_WITHIN_MS, this.#opened));
      if (!tape) return;
      const how: TapeEnd = this.#failure
        ? { is: "dropped", code: this.#failure, lengthMs: this.#writtenMs }
        : { is: "kept", lengthMs: this.#writtenMs };
      await within(END_WITHIN_MS, tape.end(how));
    } catch {
      this.#giveUp("failed");
    }
  }

  async #writeAll() {
    try {
      this.#opened ??= this.#open();
      const tape = await this.#opened;
      for (let next = this.#unwritten.shift(); next && !this.#failure; next = this.#unwritten.shift()) {
        await tape.write(next);
        this.#unwrittenBytes -= next.length;
        this.#writtenMs += next.length / TAPE_BYTES_PER_MS;
      }
    } catch {
      this.#giveUp("failed");
    } finally {
      this.#writing = null;
    }
  }

  #giveUp(code: "slow" | "failed") {
    if (this.#failure) return;
    this.#failure = code;
    this.#unwritten = [];
    this.#unwrittenBytes = 0;
    this.#note(code);
  }
}

async function open(tapes: Tapes, startedAt: Date): Promise<Tape> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tapes.open(startedAt);
    } catch (error) {
      if (tries >= OPEN_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** undefined: it took longer. */
async function within<T>(ms: number, what: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([what, late]);
  } finally {
    clearTimeout(timer);
  }
}
