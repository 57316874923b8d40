// All that we say: requests go to the asker, the model's audio to the mouth, and for each utterance it is told once, in order,
// how much of it was heard.
import type { AudioItem, ModelEvent, ModelLeg } from "@/server/voice/ports";
import { Asker, type JudgeRequest, type ModelRequest } from "@/server/voice/speaking/asker";
import { bytesOf, type Mouth } from "@/server/voice/speaking/mouth";
import { BYTES_PER_MS, type Cut } from "@/server/voice/speaking/playback-ledger";
import { type Heard, type SpeechRequest, Utterance } from "@/server/voice/speaking/utterance";
import type { VoiceTimings } from "@/server/voice/timings";

export type SpeakerNews = {
  /** Once an utterance, in order. */
  spoke(request: SpeechRequest, heard: Heard): void;
  /** `argumentsJson` null: the model gave no answer. */
  judged(request: JudgeRequest, argumentsJson: string | null): void;
  /** Nothing is being said any more and nothing waits. */
  quiet(): void;
  /** An item of ours was cut off. */
  cut(itemId: string, heard: Heard): void;
  /** First audio after a request. */
  answered(request: SpeechRequest, afterMs: number): void;
  /** The model answers no more. */
  lost(code: string): void;
};

const isSpeech = (request: ModelRequest) => request.kind === "speech";

export class Speaker {
  readonly #mouth: Mouth;
  readonly #timings: VoiceTimings;
  readonly #news: SpeakerNews;
  readonly #asker: Asker;
  #leg: ModelLeg | null = null;
  /** In the order they were asked for. */
  #unfinished: Utterance[] = [];
  readonly #byResponse = new Map<string, Utterance>();
  readonly #byItem = new Map<string, Utterance>();
  /** Items of which more audio may come. */
  readonly #open = new Map<string, AudioItem>();

  constructor(mouth: Mouth, timings: VoiceTimings, news: SpeakerNews) {
    this.#mouth = mouth;
    this.#timings = timings;
    this.#news = news;
    this.#asker = new Asker(timings, {
      began: (responseId, request) => this.#began(responseId, request),
      unwanted: (responseId) => this.#unwanted(responseId),
      ended: (responseId, request, end) => this.#ended(responseId, request, end),
      gaveUp: (request, code) => (request.kind === "speech" ? news.lost(code) : news.judged(request, null)),
    });
  }

  say(request: SpeechRequest) {
    if (request.topic) this.dropWaiting(request.topic);
    this.#unfinished.push(new Utterance(request));
    this.#asker.ask(request);
  }

  judge(request: JudgeRequest) {
    this.#asker.ask(request);
  }

  /** What waits and need not be said any more, without a word about it. */
  dropWaiting(topic: string) {
    const dropped = this.#asker.drop((request) => request.topic === topic);
    this.#unfinished = this.#unfinished.filter(({ request }) => !dropped.includes(request));
    this.#tellQuiet();
  }

  /** The person speaks: we stop, unless what is being heard must be heard whole. */
  bargeIn(): boolean {
    return this.#unfinished[0]?.request.interruptible === true && this.stop();
  }

  /** Stops at once and drops what waits. False: there was nothing to stop. */
  stop(): boolean {
    if (this.#unfinished.length === 0) return false;
    const stopped = this.#unfinished;
    this.#unfinished = [];
    const cuts = this.#mouth.interrupt();
    this.#asker.drop(isSpeech);
    this.#asker.breakOff();
    for (const cut of cuts) {
      if (cut.heardMs === 0) this.#leg?.forget(cut.itemId);
      else this.#leg?.truncate(cut);
      this.#noteCut(cut);
    }
    for (const utterance of stopped) this.#tellSpoke(utterance);
    return true;
  }

  /** What stays unheard when the call ends. */
  interruptAll(): Map<SpeechRequest, Heard> {
    const stopped = this.#unfinished;
    this.#unfinished = [];
    for (const cut of this.#mouth.interrupt()) this.#noteCut(cut);
    return new Map(stopped.map((utterance) => [utterance.request, utterance.heard()]));
  }

  heardMark(name: string, now: number) {
    const news = this.#mouth.marked(name, now);
    if (news.kind !== "heard" || !news.isOver) return;
    this.#byItem.get(news.itemId)?.itemHeard(news.itemId, news.heardMs);
    this.#byItem.delete(news.itemId);
    this.#settle();
  }

  /** Called now and then: marks that were lost count as heard, a model that says nothing is not waited for. */
  watch(now: number) {
    for (const name of this.#mouth.overdueMarks(this.#timings.marksWithinMs, now)) this.heardMark(name, now);
    this.#asker.watch(now);
  }

  /** The model leg broke. What was half said is said again when there is a new one. */
  modelDown() {
    this.#leg = null;
    const waiting = this.#asker.down();
    this.#byResponse.clear();
    this.#open.clear();
    const isTorn = this.#unfinished.some((utterance) => utterance.hasAudio && !utterance.isProduced);
    if (!isTorn) {
      for (const request of waiting) this.#asker.ask(request);
      return;
    }
    for (const cut of this.#mouth.interrupt()) this.#noteCut(cut);
    for (const utterance of this.#unfinished) {
      utterance.restart();
      this.#asker.ask(utterance.request);
    }
    for (const request of waiting) if (!isSpeech(request)) this.#asker.ask(request);
  }

  modelUp(leg: ModelLeg) {
    this.#leg = leg;
    this.#asker.up(leg);
  }

  close() {
    this.#leg = null;
    this.#asker.close();
  }

  get isQuiet(): boolean {
    return this.#unfinished.length === 0 && this.#asker.isIdle && this.#mouth.isSilent;
  }

  onModel(event: ModelEvent, now: number) {
    switch (event.kind) {
      case "audio":
        return this.#play(event, now);
      case "audio_ended":
        return this.#finish(event.itemId, now);
      case "agent_said":
        this.#byResponse.get(event.responseId)?.said(event.itemId, event.text, event.isFinal);
        return;
      default:
        return this.#asker.onModel(event);
    }
  }

  #began(responseId: string, request: ModelRequest | null) {
    const utterance = this.#unfinished.find((each) => each.request === request);
    if (utterance) this.#byResponse.set(responseId, utterance);
  }

  #unwanted(responseId: string) {
    this.#mouth.discard(responseId);
    this.#byResponse.delete(responseId);
  }

  #play(event: Extract<ModelEvent, { kind: "audio" }>, now: number) {
    const utterance = this.#byResponse.get(event.responseId);
    if (!utterance || !this.#mouth.play(event, event.payload, now)) return;
    const afterMs = this.#asker.heardFrom(now);
    if (afterMs !== null) this.#news.answered(utterance.request, afterMs);
    const { itemId, responseId, contentIndex } = event;
    if (!this.#open.has(itemId)) this.#open.set(itemId, { itemId, responseId, contentIndex });
    this.#byItem.set(itemId, utterance);
    utterance.produced(itemId, bytesOf(event.payload) / BYTES_PER_MS);
  }

  #finish(itemId: string, now: number) {
    const item = this.#open.get(itemId);
    this.#open.delete(itemId);
    if (item) this.#mouth.finish(item, now);
  }

  #ended(responseId: string, request: ModelRequest | null, end: { status: string; json: string | null }) {
    // Of an answer that broke off no end of its audio may have been told.
    for (const item of this.#open.values()) {
      if (item.responseId === responseId) this.#finish(item.itemId, performance.now());
    }
    this.#byResponse.get(responseId)?.responseEnded(end.status === "completed");
    this.#byResponse.delete(responseId);
    this.#mouth.responseEnded(responseId);
    if (request?.kind === "proposal") this.#news.judged(request, end.json);
    this.#settle();
  }

  #noteCut(cut: Cut) {
    const utterance = this.#byItem.get(cut.itemId);
    this.#byItem.delete(cut.itemId);
    this.#open.delete(cut.itemId);
    if (!utterance) return;
    utterance.itemHeard(cut.itemId, cut.heardMs);
    this.#news.cut(cut.itemId, utterance.heard());
  }

  #tellSpoke(utterance: Utterance) {
    this.#news.spoke(utterance.request, utterance.heard());
  }

  #settle() {
    for (let first = this.#unfinished[0]; first?.isOver; first = this.#unfinished[0]) {
      this.#unfinished.shift();
      this.#tellSpoke(first);
    }
    this.#tellQuiet();
  }

  #tellQuiet() {
    if (this.isQuiet) this.#news.quiet();
  }
}
