// Keeps a model at the other end for as long as the call lasts: opens the leg, opens it anew when it breaks or grows old, and
// keeps what is heard meanwhile. A new session knows what was said.
import {
  ModelError,
  type ModelEvent,
  type ModelLeg,
  type ModelSettings,
  type RealtimeModel,
} from "@/server/voice/ports";
import { bytesOf } from "@/server/voice/speaking/mouth";
import { BYTES_PER_MS } from "@/server/voice/speaking/playback-ledger";
import type { VoiceTimings } from "@/server/voice/timings";

export type LinkNews = {
  event(event: ModelEvent): void;
  up(leg: ModelLeg): void;
  /** It broke, or is being replaced; a new one is on its way. */
  down(why: string): void;
  /** There will be none. */
  lost(code: string): void;
};

export class ModelLink {
  readonly #model: RealtimeModel;
  readonly #settings: () => ModelSettings;
  readonly #timings: VoiceTimings;
  readonly #news: LinkNews;
  readonly #closing = new AbortController();
  #leg: ModelLeg | null = null;
  /** Of the leg that counts: what older ones still tell is nothing to us. */
  #epoch = 0;
  #kept: string[] = [];
  #keptBytes = 0;
  dropped = 0;

  constructor(model: RealtimeModel, settings: () => ModelSettings, timings: VoiceTimings, news: LinkNews) {
    this.#model = model;
    this.#settings = settings;
    this.#timings = timings;
    this.#news = news;
  }

  async open(): Promise<void> {
    const epoch = this.#epoch + 1;
    this.#epoch = epoch;
    const deadline = AbortSignal.timeout(this.#timings.modelTriesWithinMs);
    const signal = AbortSignal.any([deadline, this.#closing.signal]);
    let code = "unreachable";
    for (let attempt = 1; attempt <= this.#timings.modelTries && !signal.aborted; attempt += 1) {
      if (attempt > 1) await pause(this.#timings.modelRetryPauseMs, signal);
      try {
        const leg = await this.#model.connect(this.#settings(), (event) => this.#told(epoch, event), signal);
        return this.#opened(epoch, leg);
      } catch (error) {
        code = error instanceof ModelError ? error.code : "unreachable";
        if (error instanceof ModelError && error.fault === "fatal") break;
      }
    }
    if (!this.#closing.signal.aborted && epoch === this.#epoch) this.#news.lost(code);
  }

  hear(payload: string) {
    const leg = this.#leg;
    if (leg && this.#kept.length === 0 && leg.bufferedBytes() < UNSENT_BYTES) return leg.hear(payload);
    this.#kept.push(payload);
    this.#keptBytes += bytesOf(payload);
    this.#handOver();
  }

  /** When the vendor will end this session soon, at a quiet moment; when very soon, at any. */
  watch(now: Date, isQuiet: boolean) {
    const endsAt = this.#leg?.expiresAt?.getTime();
    if (endsAt === undefined) return;
    const leftMs = endsAt - now.getTime();
    const { recycleBeforeMs, recycleHurryMs } = this.#timings;
    if (leftMs < recycleHurryMs || (leftMs < recycleBeforeMs && isQuiet)) this.renew("expiring");
  }

  /** Closes the leg and opens another. */
  renew(why: string) {
    if (!this.#leg) return;
    this.#leg.close();
    this.#leg = null;
    this.#news.down(why);
    void this.open();
  }

  close() {
    this.#closing.abort();
    this.#epoch += 1;
    this.#leg?.close();
    this.#leg = null;
    this.#kept = [];
  }

  #opened(epoch: number, leg: ModelLeg) {
    if (epoch !== this.#epoch) return leg.close();
    this.#leg = leg;
    this.#handOver();
    this.#news.up(leg);
  }

  #told(epoch: number, event: ModelEvent) {
    if (epoch !== this.#epoch) return;
    if (event.kind === "closed") return this.renew(`closed_${event.code}`);
    if (event.kind === "fault" && event.fault === "expired") return this.renew(event.code);
    if (event.kind === "fault" && event.fault === "fatal") {
      this.close();
      return this.#news.lost(event.code);
    }
    this.#news.event(event);
  }

  /** What was kept, oldest first, as far as the leg takes it; of what is too much the oldest is let go. */
  #handOver() {
    const leg = this.#leg;
    let sent = 0;
    while (leg && sent < this.#kept.length && leg.bufferedBytes() < UNSENT_BYTES) {
      leg.hear(this.#kept[sent] ?? "");
      sent += 1;
    }
    const keptMaxMs = leg ? this.#timings.heardUnsentMs : this.#timings.heardKeptMs;
    let bytes = this.#keptBytes;
    for (let at = 0; at < sent; at += 1) bytes -= bytesOf(this.#kept[at] ?? "");
    let from = sent;
    while (bytes / BYTES_PER_MS > keptMaxMs && from < this.#kept.length) {
      bytes -= bytesOf(this.#kept[from] ?? "");
      from += 1;
      this.dropped += 1;
    }
    this.#kept = this.#kept.slice(from);
    this.#keptBytes = bytes;
  }
}

/** About a second of audio as it goes over the wire. */
const UNSENT_BYTES = 16_384;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });
}
