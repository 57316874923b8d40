// The model gives one response at a time. Who asks while one is under way waits; of requests that say the same thing only
// the newest waits. Pure: it says what to start, and whoever asked starts it.

export type Asked = {
  requestId: string;
  /** Requests with the same topic replace each other while they wait: results of three skills need one answer. */
  topic?: string;
};

export class ResponseGate<R extends Asked> {
  #waiting: R[] = [];
  #active: { request: R | null; responseId: string | null } | null = null;

  /** Returns the request to start now: this one, or none while another is under way. */
  ask(request: R): R | null {
    const same = this.#waiting.findIndex((other) => request.topic !== undefined && other.topic === request.topic);
    if (same >= 0) this.#waiting[same] = request;
    else this.#waiting.push(request);
    return this.#next();
  }

  /** The vendor began one. `requestId` null: one that we did not ask for. */
  started(responseId: string, requestId: string | null): R | null {
    if (this.#active && (requestId === null || this.#active.request?.requestId === requestId)) {
      this.#active.responseId = responseId;
    } else if (!this.#active) this.#active = { request: null, responseId };
    return this.#active.request;
  }

  /** It is over. Returns what to start next. Ends of responses that are not the active one change nothing. */
  ended(responseId: string): R | null {
    if (this.#active?.responseId === null && this.#active.request === null) this.#active = null;
    if (this.#active?.responseId === responseId) this.#active = null;
    return this.#next();
  }

  /** It will give no answer: refused, or timed out. */
  failed(requestId: string): R | null {
    if (this.#active?.request?.requestId === requestId) this.#active = null;
    else this.#waiting = this.#waiting.filter((other) => other.requestId !== requestId);
    return this.#next();
  }

  /** The vendor says that another response, which we do not know, is active: ours goes first when that one is done. */
  collided(): void {
    const request = this.#active?.request;
    if (!request || this.#active?.responseId) return;
    this.#active = { request: null, responseId: null };
    this.#waiting.unshift(request);
  }

  /** The active request once more: its response gave nothing. */
  again(): R | null {
    if (this.#active) this.#active.responseId = null;
    return this.#active?.request ?? null;
  }

  /** After a collision whose other response never told its end. */
  retryAfterCollision(): R | null {
    if (this.#active?.request === null && this.#active.responseId === null) this.#active = null;
    return this.#next();
  }

  /** Those that need not be said any more. */
  drop(isMoot: (request: R) => boolean): R[] {
    const dropped = this.#waiting.filter(isMoot);
    this.#waiting = this.#waiting.filter((request) => !isMoot(request));
    return dropped;
  }

  /** The model leg is a new one: nothing is active there. Returns what was, to be asked again or not. */
  reset(): R[] {
    const all = [...(this.#active?.request ? [this.#active.request] : []), ...this.#waiting];
    this.#active = null;
    this.#waiting = [];
    return all;
  }

  get active(): { request: R | null; responseId: string | null } | null {
    return this.#active;
  }

  get isIdle(): boolean {
    return this.#active === null && this.#waiting.length === 0;
  }

  #next(): R | null {
    if (this.#active) return null;
    const request = this.#waiting.shift() ?? null;
    if (request) this.#active = { request, responseId: null };
    return request;
  }
}
