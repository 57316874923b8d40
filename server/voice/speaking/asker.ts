// Asks the model, one thing at a time: what collides waits, what is refused, limited or slow is asked once more, and what was
// broken off is not. What comes of it is told; what is done with it is the speaker's.
import type { ModelEvent, ModelLeg, ProposalTool, ResponseRequest, ResponseStatus } from "@/server/voice/ports";
import { ResponseGate } from "@/server/voice/speaking/response-gate";
import type { SpeechRequest } from "@/server/voice/speaking/utterance";
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
export type ModelRequest = SpeechRequest | JudgeRequest;

export type AskerNews = {
  began(responseId: string, request: ModelRequest | null): void;
  /** Nothing that it still says is wanted. */
  unwanted(responseId: string): void;
  /** `request` null: one that we did not ask for, or gave up before. */
  ended(responseId: string, request: ModelRequest | null, end: { status: ResponseStatus; json: string | null }): void;
  /** It gave nothing, however often it was asked. */
  gaveUp(request: ModelRequest, code: string): void;
};

const TRIES_MAX = 2;

export class Asker {
  readonly #timings: VoiceTimings;
  readonly #news: AskerNews;
  readonly #gate = new ResponseGate<ModelRequest>();
  #leg: ModelLeg | null = null;
  /** What is to be asked when a model leg is there. */
  #parked: ModelRequest[] = [];
  readonly #proposals = new Map<string, string>();
  #tries = 1;
  /** A response was asked for whose end was not told yet. */
  #isAwaited = false;
  #hasAudio = false;
  /** Asked for, and broken off since. */
  #moot: ModelRequest | null = null;
  #askedAt = 0;
  #newsAt = 0;
  #resetSeconds = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(timings: VoiceTimings, news: AskerNews) {
    this.#timings = timings;
    this.#news = news;
  }

  ask(request: ModelRequest) {
    if (!this.#leg) this.#parked.push(request);
    else this.#start(this.#gate.ask(request));
  }

  /** What waits and need not be asked any more. */
  drop(isMoot: (request: ModelRequest) => boolean): ModelRequest[] {
    const dropped = [...this.#gate.drop(isMoot), ...this.#parked.filter(isMoot)];
    this.#parked = this.#parked.filter((request) => !isMoot(request));
    return dropped;
  }

  /** The speech under way is not wanted any more. */
  breakOff() {
    const active = this.#gate.active;
    if (active?.request?.kind !== "speech") return;
    this.#moot = active.request;
    if (!this.#isAwaited) this.#release(active.request);
    else if (active.responseId) this.#cancel(active.responseId);
  }

  /** Audio came. Returns how long it took where it is the first since it was asked for. */
  heardFrom(now: number): number | null {
    this.#newsAt = now;
    if (this.#hasAudio) return null;
    this.#hasAudio = true;
    return now - this.#askedAt;
  }

  /** Returns what has to be asked again. */
  down(): ModelRequest[] {
    this.#leg = null;
    clearTimeout(this.#timer);
    const again = this.#gate.reset().filter((request) => request !== this.#moot);
    this.#moot = null;
    this.#isAwaited = false;
    return [...again, ...this.#parked.splice(0)];
  }

  up(leg: ModelLeg) {
    this.#leg = leg;
    for (const request of this.#parked.splice(0)) this.ask(request);
  }

  close() {
    clearTimeout(this.#timer);
    this.#leg = null;
  }

  get isIdle(): boolean {
    return this.#gate.isIdle && this.#parked.length === 0;
  }

  /** Called now and then: a response of which nothing comes is given up. */
  watch(now: number) {
    const active = this.#gate.active;
    if (!this.#isAwaited || !active?.request || now - this.#newsAt < this.#timings.answerWithinMs) return;
    const { request, responseId } = active;
    const isBroken = responseId !== null && this.#hasAudio && request !== this.#moot;
    // What came of it is said, as far as it goes.
    if (isBroken) this.#news.ended(responseId, request, { status: "failed", json: null });
    if (responseId) this.#cancel(responseId);
    if (isBroken || request === this.#moot) this.#release(request);
    else this.#tryAgain("slow");
  }

  onModel(event: ModelEvent) {
    switch (event.kind) {
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
    }
  }

  #start(request: ModelRequest | null) {
    if (!request) return;
    this.#tries = 1;
    this.#send(request);
  }

  #send(request: ModelRequest) {
    if (!this.#leg) return;
    this.#askedAt = performance.now();
    this.#newsAt = this.#askedAt;
    this.#isAwaited = true;
    this.#hasAudio = false;
    this.#leg.respond(asResponse(request));
  }

  #started(responseId: string, requestId: string | null) {
    const request = this.#gate.started(responseId, requestId);
    this.#newsAt = performance.now();
    if (request !== null && request === this.#moot) this.#cancel(responseId);
    else this.#news.began(responseId, request);
  }

  #ended({ responseId, status, code }: Extract<ModelEvent, { kind: "response_ended" }>) {
    const active = this.#gate.active;
    const request = active?.responseId === responseId ? active.request : null;
    const json = this.#proposals.get(responseId) ?? null;
    this.#proposals.delete(responseId);
    if (request) {
      this.#isAwaited = false;
      const isEmpty = request.kind === "speech" ? !this.#hasAudio : json === null;
      const isWanted = request !== this.#moot && status !== "cancelled";
      if (isEmpty && isWanted) return this.#tryAgain(code ?? status);
      this.#moot = null;
    }
    this.#news.ended(responseId, request, { status, json });
    this.#start(this.#gate.ended(responseId));
  }

  #fault({ fault, code, requestId }: Extract<ModelEvent, { kind: "fault" }>) {
    const request = this.#gate.active?.request;
    if (!request || request.requestId !== requestId) return;
    this.#isAwaited = false;
    if (request === this.#moot) return this.#release(request);
    if (fault === "collision") {
      this.#gate.collided();
      return this.#after(this.#timings.collisionMs, () => this.#start(this.#gate.retryAfterCollision()));
    }
    if (fault === "rate_limited" || fault === "refused") this.#tryAgain(code);
  }

  #tryAgain(code: string) {
    const responseId = this.#gate.active?.responseId;
    if (responseId) this.#news.unwanted(responseId);
    const request = this.#gate.again();
    if (!request) return;
    this.#isAwaited = false;
    if (this.#tries < TRIES_MAX) {
      this.#tries += 1;
      const waitMs = code === "rate_limit_exceeded" ? this.#rateLimitMs() : 0;
      return this.#after(waitMs, () => this.#send(request));
    }
    this.#release(request);
    this.#news.gaveUp(request, code);
  }

  /** It makes room for the next. */
  #release(request: ModelRequest) {
    clearTimeout(this.#timer);
    this.#isAwaited = false;
    this.#moot = null;
    this.#start(this.#gate.failed(request.requestId));
  }

  #cancel(responseId: string) {
    this.#news.unwanted(responseId);
    this.#leg?.cancel(responseId);
  }

  #rateLimitMs(): number {
    return Math.min(this.#timings.rateLimitMaxMs, Math.max(100, this.#resetSeconds * 1_000));
  }

  #after(ms: number, then: () => void) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}

function asResponse(request: ModelRequest): ResponseRequest {
  const { requestId, instructions } = request;
  return request.kind === "speech"
    ? { kind: "speech", requestId, instructions }
    : { kind: "proposal", requestId, instructions, tool: request.tool };
}
