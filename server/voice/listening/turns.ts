// The other person's turns, in the order they were spoken: a turn is told when its transcript is there, or when it has been
// waited for long enough; and what plain rules cannot read, once a moderation service has looked at it. And their silence, where we wait for them to speak.
import { moderate, SPOKEN_WITHIN_MS } from "@/server/flows/moderation/moderate";
import type { Moderation, ModerationFlag } from "@/server/flows/ports";
import { isReadByRules } from "@/server/flows/reading/read-by-rules";
import type { VoiceTimings } from "@/server/voice/timings";

/** What one turn can be at most. */
const charactersMax = 4_000;

type Turn = { itemId: string; text: string | null; flags: ModerationFlag[] | null; timer: NodeJS.Timeout };
export type HeardTurn = { itemId: string; text: string; flags: ModerationFlag[] };

export type TurnNews = {
  /** `text` is empty where nothing could be understood. */
  heard(turn: HeardTurn): void;
  silent(forMs: number): void;
};

export class Turns {
  readonly #timings: VoiceTimings;
  readonly #moderation: Moderation | undefined;
  readonly #news: TurnNews;
  #waiting: Turn[] = [];
  #isSpeaking = false;
  #allowedMs: number | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor({ timings, moderation }: { timings: VoiceTimings; moderation?: Moderation }, news: TurnNews) {
    this.#timings = timings;
    this.#moderation = moderation;
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
    this.#waiting.push({ itemId, text: null, flags: null, timer });
  }

  /** Late and unknown ones are for the transcript alone. */
  transcribed(itemId: string, text: string) {
    const turn = this.#waiting.find((waiting) => waiting.itemId === itemId);
    if (!turn || turn.text !== null) return;
    clearTimeout(turn.timer);
    turn.text = text.trim().slice(0, charactersMax);
    if (!this.#moderation || isReadByRules(turn.text)) return this.#told(turn, []);
    void moderate(this.#moderation, turn.text, SPOKEN_WITHIN_MS).then((flags) => this.#told(turn, flags));
  }

  #told(turn: Turn, flags: ModerationFlag[]) {
    turn.flags = flags;
    for (let first = this.#waiting[0]; first?.flags && first.text !== null; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#allowedMs = null;
      this.#news.heard({ itemId: first.itemId, text: first.text, flags: first.flags });
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
