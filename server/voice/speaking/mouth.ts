// Our voice at the phone: passes the model's audio on, holds back what would pile up unplayed, and knows what was heard.
import type { AudioItem, PhoneLeg } from "@/server/voice/ports";
import { BYTES_PER_MS, type Cut, type MarkNews, PlaybackLedger } from "@/server/voice/speaking/playback-ledger";

/** A piece is sent whole: half a second, in groups of four letters, each of which is three bytes of audio. */
const PIECE_LETTERS = 5_332;

type Held = { audio: AudioItem; payload: string | null };

export class Mouth {
  readonly #ledger = new PlaybackLedger();
  readonly #phone: PhoneLeg;
  readonly #unplayedMaxMs: number;
  /** In the order they are to be played; a payload of null is the end of its item. */
  #held: Held[] = [];
  #lastNewsAt = 0;

  constructor(phone: PhoneLeg, unplayedMaxMs: number) {
    this.#phone = phone;
    this.#unplayedMaxMs = unplayedMaxMs;
  }

  /** Audio of the model. False: its response was cut off before. */
  play(audio: AudioItem, payload: string, now: number): boolean {
    if (this.#ledger.isDiscarded(audio.responseId)) return false;
    if (payload.length <= PIECE_LETTERS && this.#held.length === 0 && this.#hasRoom(payload)) {
      this.#send(audio, payload, now);
      return true;
    }
    const { responseId, itemId, contentIndex } = audio;
    for (let at = 0; at < payload.length; at += PIECE_LETTERS) {
      this.#held.push({
        audio: { responseId, itemId, contentIndex },
        payload: payload.slice(at, at + PIECE_LETTERS),
      });
    }
    this.#pump(now);
    return true;
  }

  /** The item is complete. */
  finish({ responseId, itemId, contentIndex }: AudioItem, now: number) {
    if (this.#ledger.isDiscarded(responseId)) return;
    this.#held.push({ audio: { responseId, itemId, contentIndex }, payload: null });
    this.#pump(now);
  }

  marked(name: string, now: number): MarkNews {
    const news = this.#ledger.marked(name, this.#phone.clockMs());
    if (news.kind === "heard") {
      this.#lastNewsAt = now;
      this.#pump(now);
    }
    return news;
  }

  /** Stops at once. What was cut off, the item that was being heard first; empty where nothing was to be heard. */
  interrupt(): Cut[] {
    const cuts = this.#ledger.interrupt(this.#phone.clockMs());
    for (const { audio, payload } of this.#held) {
      this.#ledger.discard(audio.responseId);
      const isKnown = cuts.some((cut) => cut.itemId === audio.itemId);
      if (!isKnown && payload !== null) cuts.push({ ...audio, heardMs: 0, sentMs: 0 });
    }
    this.#held = [];
    if (cuts.length > 0) this.#phone.clear();
    return cuts;
  }

  /** Audio of it that still comes is dropped. */
  discard(responseId: string) {
    this.#ledger.discard(responseId);
  }

  responseEnded(responseId: string) {
    this.#ledger.responseEnded(responseId);
  }

  /** Marks that have not come back for longer than the phone can hold audio: they were lost, not late. */
  overdueMarks(withinMs: number, now: number): string[] {
    return this.#ledger.isSilent || now - this.#lastNewsAt < withinMs ? [] : this.#ledger.outstanding;
  }

  get isSilent(): boolean {
    return this.#ledger.isSilent && this.#held.length === 0;
  }

  #pump(now: number) {
    for (let next = this.#held[0]; next; next = this.#held[0]) {
      if (next.payload !== null && !this.#hasRoom(next.payload)) return;
      this.#held.shift();
      if (next.payload !== null) this.#send(next.audio, next.payload, now);
      else {
        const mark = this.#ledger.finished(next.audio);
        if (mark) this.#phone.mark(mark);
      }
    }
  }

  #hasRoom(payload: string): boolean {
    return this.#ledger.unplayedMs + bytesOf(payload) / BYTES_PER_MS <= this.#unplayedMaxMs;
  }

  #send(audio: AudioItem, payload: string, now: number) {
    if (this.#ledger.isSilent) this.#lastNewsAt = now;
    this.#phone.play(payload);
    const mark = this.#ledger.sent(audio, bytesOf(payload), this.#phone.clockMs());
    if (mark) this.#phone.mark(mark);
  }
}

/** Of base64. */
export function bytesOf(payload: string): number {
  const padding = payload.endsWith("==") ? 2 : payload.endsWith("=") ? 1 : 0;
  return (payload.length / 4) * 3 - padding;
}
