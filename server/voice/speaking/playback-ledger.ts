// What of our audio the person heard. The model makes audio faster than it can be played, so at any moment some of it
// waits at the phone; named marks come back as it is played, and between two marks the line's own clock goes on.
// Pure: nothing is sent here. Amounts are bytes of µ-law at 8 kHz: eight a millisecond.
import type { AudioItem } from "@/server/voice/ports";

export const BYTES_PER_MS = 8;
/** Short pieces share a mark: between two the clock is exact enough, and each costs a message there and back. */
const MARK_EVERY_BYTES = 200 * BYTES_PER_MS;
/** What is on its way from the phone's buffer to the ear when a mark is seen. */
const IN_THE_EAR_BYTES = 50 * BYTES_PER_MS;

type Item = AudioItem & {
  sentBytes: number;
  playedBytes: number;
  markedBytes: number;
  /** The line's clock when `playedBytes` was so; null while earlier items play. */
  anchorMs: number | null;
};

type PendingMark = { item: Item; endBytes: number; isLast: boolean };

/** An item that was cut off, and how much of it was heard. */
export type Cut = AudioItem & { heardMs: number; sentMs: number };

export type MarkNews =
  /** More of the item was heard; `isOver`: all of it, and nothing more comes. */
  { kind: "heard"; itemId: string; heardMs: number; isOver: boolean } | { kind: "cleared" } | { kind: "unknown" };

export class PlaybackLedger {
  /** In the order they are played. */
  #items: Item[] = [];
  readonly #pending = new Map<string, PendingMark>();
  /** Marks that were overtaken by a clear: their echo says nothing. */
  readonly #cleared = new Set<string>();
  readonly #discarded = new Set<string>();
  #generation = 0;
  #marksMade = 0;
  #unplayedBytes = 0;

  /** Audio left for the phone. Returns the mark to send after it, where one is due. */
  sent(audio: AudioItem, bytes: number, clockMs: number): string | null {
    const item = this.#itemOf(audio, clockMs);
    if (item.playedBytes === item.sentBytes && item.anchorMs !== null) item.anchorMs = clockMs;
    item.sentBytes += bytes;
    this.#unplayedBytes += bytes;
    if (item.sentBytes - item.markedBytes < MARK_EVERY_BYTES) return null;
    item.markedBytes = item.sentBytes;
    return this.#mark(item, false);
  }

  /** The item is complete. Returns its last mark; null where it never had audio, or was cut. */
  finished({ itemId, responseId }: AudioItem): string | null {
    const item = this.#items.find((known) => known.itemId === itemId && known.responseId === responseId);
    return item ? this.#mark(item, true) : null;
  }

  /** A mark came back. In whatever order: the furthest one counts. */
  marked(name: string, clockMs: number): MarkNews {
    if (this.#cleared.delete(name)) return { kind: "cleared" };
    const mark = this.#pending.get(name);
    if (!mark) return { kind: "unknown" };
    this.#pending.delete(name);
    const { item, endBytes, isLast } = mark;
    if (endBytes > item.playedBytes) {
      this.#unplayedBytes -= endBytes - item.playedBytes;
      item.playedBytes = endBytes;
      item.anchorMs = clockMs;
    }
    if (isLast) this.#remove(item, clockMs);
    return { kind: "heard", itemId: item.itemId, heardMs: toMs(item.playedBytes), isOver: isLast };
  }

  /** Everything still unheard is cut off. Whoever calls clears the phone. First item first; empty: nothing played. */
  interrupt(clockMs: number): Cut[] {
    const cuts = this.#items.map((item, index) => ({
      responseId: item.responseId,
      itemId: item.itemId,
      contentIndex: item.contentIndex,
      heardMs: toMs(index === 0 ? this.#heardBytes(item, clockMs) : item.playedBytes),
      sentMs: toMs(item.sentBytes),
    }));
    for (const { responseId } of cuts) this.#discarded.add(responseId);
    for (const name of this.#pending.keys()) this.#cleared.add(name);
    this.#pending.clear();
    this.#items = [];
    this.#unplayedBytes = 0;
    this.#generation += 1;
    return cuts;
  }

  /** Late audio of a response that was cut off is dropped until its end is told. */
  discard(responseId: string) {
    this.#discarded.add(responseId);
  }

  isDiscarded(responseId: string): boolean {
    return this.#discarded.has(responseId);
  }

  responseEnded(responseId: string) {
    this.#discarded.delete(responseId);
  }

  /** Marks that have not come back, oldest first. */
  get outstanding(): string[] {
    return [...this.#pending.keys()];
  }

  /** By the marks alone, so rather too much than too little. */
  get unplayedMs(): number {
    return this.#unplayedBytes / BYTES_PER_MS;
  }

  get isSilent(): boolean {
    return this.#items.length === 0;
  }

  #itemOf(audio: AudioItem, clockMs: number): Item {
    const last = this.#items.at(-1);
    if (last && last.itemId === audio.itemId && last.contentIndex === audio.contentIndex) return last;
    const known = this.#items.find((i) => i.itemId === audio.itemId && i.contentIndex === audio.contentIndex);
    if (known) return known;
    const { responseId, itemId, contentIndex } = audio;
    const anchorMs = this.#items.length === 0 ? clockMs : null;
    const item: Item = { responseId, itemId, contentIndex, sentBytes: 0, playedBytes: 0, markedBytes: 0, anchorMs };
    this.#items.push(item);
    return item;
  }

  #mark(item: Item, isLast: boolean): string {
    this.#marksMade += 1;
    const what = isLast ? "done" : String(toMs(item.sentBytes));
    const name = `${item.itemId}:${what}:g${this.#generation}:m${this.#marksMade}`;
    this.#pending.set(name, { item, endBytes: item.sentBytes, isLast });
    return name;
  }

  #remove(item: Item, clockMs: number) {
    this.#items = this.#items.filter((other) => other !== item);
    // Earlier marks of it that were lost on the way have nothing left to tell.
    for (const [name, mark] of this.#pending) if (mark.item === item) this.#pending.delete(name);
    const next = this.#items[0];
    if (next) next.anchorMs ??= clockMs;
  }

  /** By the marks, and the clock since the last one, but not past a mark that has not come back. */
  #heardBytes(item: Item, clockMs: number): number {
    const elapsedBytes = Math.max(0, clockMs - (item.anchorMs ?? clockMs)) * BYTES_PER_MS;
    const nextMark = [...this.#pending.values()].find(
      (m) => m.item === item && m.endBytes > item.playedBytes,
    )?.endBytes;
    const gap = (nextMark ?? item.sentBytes) - item.playedBytes;
    const sinceMark = Math.max(IN_THE_EAR_BYTES, Math.min(elapsedBytes, gap));
    return Math.min(item.sentBytes, item.playedBytes + sinceMark);
  }
}

const toMs = (bytes: number) => Math.floor(bytes / BYTES_PER_MS);
