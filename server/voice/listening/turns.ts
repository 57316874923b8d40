// The other person's turns, in the order they were spoken: a turn is told when its transcript is there, or when it has been
// waited for long enough. And their silence, where we wait for them to speak.
import type { VoiceTimings } from "@/server/voice/timings";

type Turn = { itemId: string; text: string | null; timer: NodeJS.Timeout };

export type TurnNews = {
  /** `text` is empty where nothing could be understood. */
  heard(turn: { itemId: string; text: string }): void;
  silent(forMs: number): void;
};

export class Turns {
  readonly #timings: VoiceTimings;
  readonly #news: TurnNews;
  #waiting: Turn[] = [];
  #isSpeaking = false;
  #allowedMs: number | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor(timings: VoiceTimings, news: TurnNews) {
    this.#timings = timings;
    this.#news = news;
  }

  /** From now on silence counts, once there is any. */
  allowSilence(ms: number) {
    this.#allowedMs = ms;
  }

  /** We have said everything: the person's silence begins. */
  weAreQuiet() {
    clearTimeout(this.#silence);
    const ms = this.#allowedMs;
    if (ms === null || this.#isSpeaking || this.#waiting.length > 0) return;
    this.#silence = setTimeout(() => {
      this.#allowedMs = null;
      this.#news.silent(ms);
    }, ms);
  }

  weSpeak() {
    clearTimeout(this.#silence);
  }

  speechStarted() {
    this.#isSpeaking = true;
    clearTimeout(this.#silence);
  }

  /** They answered by another way: keys. */
  answered() {
    this.#allowedMs = null;
    clearTimeout(this.#silence);
  }

  turnEnded(itemId: string) {
    this.#isSpeaking = false;
    clearTimeout(this.#silence);
    const timer = setTimeout(() => this.transcribed(itemId, ""), this.#timings.transcriptWithinMs);
    this.#waiting.push({ itemId, text: null, timer });
  }

  /** Late and unknown ones are for the transcript alone. */
  transcribed(itemId: string, text: string) {
    const turn = this.#waiting.find((waiting) => waiting.itemId === itemId);
    if (!turn || turn.text !== null) return;
    clearTimeout(turn.timer);
    turn.text = text.trim();
    for (let first = this.#waiting[0]; first && first.text !== null; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#allowedMs = null;
      this.#news.heard({ itemId: first.itemId, text: first.text });
    }
  }

  /** The leg that would have transcribed them is gone. */
  giveUpTranscripts() {
    this.#isSpeaking = false;
    for (const { itemId } of [...this.#waiting]) this.transcribed(itemId, "");
  }

  close() {
    clearTimeout(this.#silence);
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#waiting = [];
  }
}
