// All that we say and ask the model, one thing at a time: requests wait at the gate, audio goes to the mouth, and for each
// utterance it is told once how much of it was heard.
import type { ModelEvent, ModelLeg, ProposalTool, ResponseRequest } from "@/server/voice/ports";
import { bytesOf, type Mouth } from "@/server/voice/speaking/mouth";
import { BYTES_PER_MS, type Cut } from "@/server/voice/speaking/playback-ledger";
import { ResponseGate } from "@/server/voice/speaking/response-gate";
import { type Heard, type SpeechRequest, Utterance } from "@/server/voice/speaking/utterance";
import type { VoiceTimings } from "@/server/voice/timings";

/** What the model makes of a turn; nobody hears it. */
export type JudgeRequest = {
  kind: "proposal";
  requestId: string;
  topic?: string;
  instructions: string;
  tool: ProposalTool;
  turnId: string;
};
type Request = SpeechRequest | JudgeRequest;

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
  answered(afterMs: number): void;
  /** The model answers no more. */
  lost(code: string): void;
};

const TRIES_MAX = 2;

export class Speaker {
  readonly #mouth: Mouth;
  readonly #timings: VoiceTimings;
  readonly #news: SpeakerNews;
  readonly #gate = new ResponseGate<Request>();
  #leg: ModelLeg | null = null;
  /** What is to be asked when a model leg is there. */
  #parked: Request[] = [];
  /** In the order they were asked for. */
  #unfinished: Utterance[] = [];
  readonly #byResponse = new Map<string, Utterance>();
  readonly #byItem = new Map<string, Utterance>();
  readonly #proposals = new Map<string, string>();
  #tries = 1;
  #askedAt = 0;
  /** A response was asked for whose end was not told yet. */
  #isAwaited = false;
  /** Asked for, and cut off before the model began it. */
  #mootId: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #resetSeconds = 0;
  #isClosed = false;

  constructor(mouth: Mouth, timings: VoiceTimings, news: SpeakerNews) {
    this.#mouth = mouth;
    this.#timings = timings;
    this.#news = news;
  }

  say(request: SpeechRequest) {
    if (request.topic) this.dropWaiting(request.topic);
    this.#unfinished.push(new Utterance(request));
    this.#ask(request);
  }

  judge(request: JudgeRequest) {
    this.#ask(request);
  }

  /** What waits and need not be said any more, without a word about it. */
  dropWaiting(topic: string) {
    const isMoot = (request: Request) => request.topic === topic;
    const dropped = [...this.#gate.drop(isMoot), ...this.#parked.filter(isMoot)];
    this.#parked = this.#parked.filter((request) => !isMoot(request));
    this.#unfinished = this.#unfinished.filter((utterance) => !dropped.includes(utterance.request));
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
    for (const cut of cuts) this.#keepWhatWasHeard(cut);
    const isSpeech = (request: Request) => request.kind === "speech";
    this.#gate.drop(isSpeech);
    this.#parked = this.#parked.filter((request) => !isSpeech(request));
    this.#breakOff();
    for (const utterance of stopped) this.#tellSpoke(utterance);
    return true;
  }

  /** The response under way, if it is speech. */
  #breakOff() {
    const active = this.#gate.active;
    if (active?.request?.kind !== "speech") return;
    const { requestId } = active.request;
    if (!this.#isAwaited) return this.#start(this.#gate.failed(requestId));
    if (active.responseId) {
      this.#mouth.discard(active.responseId);
      this.#leg?.cancel(active.responseId);
    } else this.#mootId = requestId;
    this.#after(this.#timings.answerWithinMs, () => this.#start(this.#gate.failed(requestId)));
  }

  heardMark(name: string, now: number) {
    const news = this.#mouth.marked(name, now);
    if (news.kind !== "heard" || !news.isOver) return;
    this.#byItem.get(news.itemId)?.itemHeard(news.itemId, news.heardMs);
    this.#byItem.delete(news.itemId);
    this.#settle();
  }

  /** Called now and then: marks that were lost count as heard. */
  watch(now: number) {
    for (const name of this.#mouth.overdueMarks(this.#timings.marksWithinMs, now)) this.heardMark(name, now);
  }

  /** The model leg broke. What was half said is said again when there is a new one. */
  modelDown() {
    this.#leg = null;
    clearTimeout(this.#timer);
    const waiting = this.#gate.reset();
    this.#byResponse.clear();
    this.#mootId = null;
    const isTorn = this.#unfinished.some((utterance) => utterance.hasAudio && !utterance.isProduced);
    if (!isTorn) {
      this.#parked.unshift(...waiting);
      return;
    }
    this.#mouth.interrupt();
    for (const utterance of this.#unfinished) utterance.restart();
    const again = this.#unfinished.map((utterance) => utterance.request);
    this.#parked = [...again, ...[...waiting, ...this.#parked].filter((request) => request.kind === "proposal")];
  }

  modelUp(leg: ModelLeg) {
    this.#leg = leg;
    const parked = this.#parked;
    this.#parked = [];
    for (const request of parked) this.#ask(request);
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#leg = null;
  }

  /** What stays unheard when the call ends. */
  interruptAll(): Map<SpeechRequest, Heard> {
    const stopped = this.#unfinished;
    this.#unfinished = [];
    for (const cut of this.#mouth.interrupt()) this.#noteCut(cut);
    return new Map(stopped.map((utterance) => [utterance.request, utterance.heard()]));
  }

  get isQuiet(): boolean {
    return this.#unfinished.length === 0 && this.#parked.length === 0 && this.#gate.isIdle && this.#mouth.isSilent;
  }

  onModel(event: ModelEvent, now: number) {
    switch (event.kind) {
      case "audio":
        return this.#play(event, now);
      case "audio_ended":
        return this.#mouth.finish(event, now);
      case "agent_said": {
        const utterance = this.#byResponse.get(event.responseId);
        if (utterance) utterance.words = event.isFinal ? event.text : utterance.words + event.text;
        return;
      }
      case "response_started":
        return this.#started(event.responseId, event.requestId);
      case "proposed":
        this.#proposals.set(event.responseId, event.argumentsJson);
        return;
      case "response_ended":
        return this.#ended(event);
      case "limits":
        this.#resetSeconds = event.resetSeconds;
        return;
      case "fault":
        return this.#fault(event);
      default:
        return;
    }
  }

  #ask(request: Request) {
    if (!this.#leg) this.#parked.push(request);
    else this.#start(this.#gate.ask(request));
  }

  #start(request: Request | null) {
    if (!request || !this.#leg || this.#isClosed) return;
    this.#tries = 1;
    this.#send(request);
  }

  #send(request: Request) {
    this.#askedAt = performance.now();
    this.#isAwaited = true;
    this.#leg?.respond(asResponse(request));
    this.#after(this.#timings.answerWithinMs, () => {
      const responseId = this.#gate.active?.responseId;
      if (responseId) {
        this.#mouth.discard(responseId);
        this.#leg?.cancel(responseId);
      }
      this.#tryAgain("slow");
    });
  }

  #started(responseId: string, requestId: string | null) {
    const request = this.#gate.started(responseId, requestId);
    const utterance = this.#unfinished.find((each) => each.request === request);
    if (utterance) this.#byResponse.set(responseId, utterance);
    if (requestId !== null && requestId === this.#mootId) {
      this.#mootId = null;
      this.#mouth.discard(responseId);
      this.#leg?.cancel(responseId);
    }
  }

  #play(event: Extract<ModelEvent, { kind: "audio" }>, now: number) {
    const utterance = this.#byResponse.get(event.responseId);
    if (!utterance || !this.#mouth.play(event, event.payload, now)) return;
    if (!utterance.hasAudio) {
      clearTimeout(this.#timer);
      this.#news.answered(performance.now() - this.#askedAt);
    }
    this.#byItem.set(event.itemId, utterance);
    utterance.produced(event.itemId, bytesOf(event.payload) / BYTES_PER_MS);
  }

  #ended({ responseId, status, code }: Extract<ModelEvent, { kind: "response_ended" }>) {
    const active = this.#gate.active;
    const isActive = active?.responseId === responseId;
    const utterance = this.#byResponse.get(responseId);
    this.#byResponse.delete(responseId);
    const isWanted = utterance !== undefined && this.#unfinished.includes(utterance);
    this.#mouth.responseEnded(responseId);
    const json = this.#proposals.get(responseId) ?? null;
    this.#proposals.delete(responseId);
    if (isActive) {
      clearTimeout(this.#timer);
      this.#isAwaited = false;
      const isEmpty = isWanted ? !utterance.hasAudio : active.request?.kind === "proposal" && json === null;
      if (isEmpty && status !== "cancelled") return this.#tryAgain(code ?? status);
      if (active.request?.kind === "proposal") this.#news.judged(active.request, json);
    }
    if (isWanted) utterance.responseEnded(status === "completed");
    this.#start(this.#gate.ended(responseId));
    this.#settle();
  }

  #fault({ fault, code, requestId }: Extract<ModelEvent, { kind: "fault" }>) {
    const active = this.#gate.active?.request;
    if (!active || active.requestId !== requestId) return;
    if (fault === "collision") {
      this.#gate.collided();
      return this.#after(this.#timings.collisionMs, () => this.#start(this.#gate.retryAfterCollision()));
    }
    this.#isAwaited = false;
    if (fault === "rate_limited" || fault === "refused") this.#tryAgain(code);
  }

  /** Once; then a judgement is given up, and an utterance takes the model leg with it. */
  #tryAgain(code: string) {
    const request = this.#gate.again();
    if (!request) return;
    this.#isAwaited = false;
    // What the given-up response still tells is nothing to the next.
    for (const [id, utterance] of this.#byResponse) if (utterance.request === request) this.#byResponse.delete(id);
    if (this.#tries < TRIES_MAX) {
      this.#tries += 1;
      return this.#after(code === "rate_limit_exceeded" ? this.#rateLimitMs() : 0, () => this.#send(request));
    }
    clearTimeout(this.#timer);
    if (request.kind === "speech") return this.#news.lost(code);
    this.#news.judged(request, null);
    this.#start(this.#gate.failed(request.requestId));
  }

  #rateLimitMs(): number {
    return Math.min(this.#timings.rateLimitMaxMs, Math.max(100, this.#resetSeconds * 1_000));
  }

  #keepWhatWasHeard(cut: Cut) {
    const utterance = this.#noteCut(cut);
    if (cut.heardMs === 0) this.#leg?.forget(cut.itemId);
    else this.#leg?.truncate(cut);
    if (utterance) this.#news.cut(cut.itemId, utterance.heard());
  }

  #noteCut(cut: Cut): Utterance | undefined {
    const utterance = this.#byItem.get(cut.itemId);
    this.#byItem.delete(cut.itemId);
    utterance?.itemHeard(cut.itemId, cut.heardMs);
    return utterance;
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

  #after(ms: number, then: () => void) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}

function asResponse(request: Request): ResponseRequest {
  const { requestId, instructions } = request;
  return request.kind === "speech"
    ? { kind: "speech", requestId, instructions }
    : { kind: "proposal", requestId, instructions, tool: request.tool };
}
