// What comes from the line, made whole: where frames were lost silence is put in, so that the model's clock and the line's
// stay together, and where the line falls silent in the middle of speech, so that the turn can end.
import { bytesOf } from "@/server/voice/speaking/mouth";
import { BYTES_PER_MS } from "@/server/voice/speaking/playback-ledger";
import type { VoiceTimings } from "@/server/voice/timings";

/** Less than that is the line's own jitter. */
const GAP_MIN_MS = 40;

export class Ear {
  readonly #timings: VoiceTimings;
  readonly #hear: (payload: string) => void;
  /** Up to where on the line's clock something was heard. */
  #heardToMs: number | null = null;
  #lastAt: number;
  #isSpeech = false;
  #isFilled = false;

  constructor(timings: VoiceTimings, hear: (payload: string) => void, now: number) {
    this.#timings = timings;
    this.#hear = hear;
    this.#lastAt = now;
  }

  audio(payload: string, atMs: number, now: number) {
    const gapMs = this.#heardToMs === null ? 0 : atMs - this.#heardToMs;
    if (gapMs >= GAP_MIN_MS) this.#pad(Math.min(gapMs, this.#timings.gapPaddedMaxMs));
    this.#heardToMs = Math.max(this.#heardToMs ?? 0, atMs + bytesOf(payload) / BYTES_PER_MS);
    this.#lastAt = now;
    this.#isFilled = false;
    this.#hear(payload);
  }

  speech(isOn: boolean) {
    this.#isSpeech = isOn;
  }

  /** Called now and then. True: nothing has come for so long that there is no line. */
  watch(now: number): boolean {
    const silentMs = now - this.#lastAt;
    if (this.#isSpeech && !this.#isFilled && silentMs >= this.#timings.gapInSpeechMs) {
      this.#isFilled = true;
      this.#pad(this.#timings.gapFilledMs);
    }
    return silentMs >= this.#timings.frozenMs;
  }

  /** In pieces of 300 bytes: each is whole groups of base64. */
  #pad(ms: number) {
    for (let bytes = Math.round(ms * BYTES_PER_MS); bytes > 0; bytes -= 300) {
      this.#hear(bytes >= 300 ? SILENT_PIECE : Buffer.alloc(bytes, 0xff).toString("base64"));
    }
    if (this.#heardToMs !== null) this.#heardToMs += ms;
  }
}

const SILENT_PIECE = Buffer.alloc(300, 0xff).toString("base64");
