// One thing that we say: what it was to be, what of it the model made, and what of that was heard. Pure.

export type SpeechRequest = {
  kind: "speech";
  requestId: string;
  topic?: string;
  instructions: string;
  /** The engine's name for it; null for what the bridge says by itself. */
  sayId: string | null;
  interruptible: boolean;
};

export type Heard = { heardText: string; complete: boolean };

/** So near to the end that the rest is breath. */
const ALL_BUT_MS = 60;

export class Utterance {
  readonly request: SpeechRequest;
  /** One answer may have several items; each tells its words by pieces, and then whole. */
  readonly #words = new Map<string, string>();
  #producedMs = 0;
  #heardMs = 0;
  readonly #unheardItems = new Set<string>();
  /** How its response ended; null while the model is at it. */
  #ended: "whole" | "part" | null = null;

  constructor(request: SpeechRequest) {
    this.request = request;
  }

  said(itemId: string, text: string, isWhole: boolean) {
    this.#words.set(itemId, isWhole ? text : (this.#words.get(itemId) ?? "") + text);
  }

  get words(): string {
    return [...this.#words.values()].join(" ");
  }

  produced(itemId: string, ms: number) {
    this.#unheardItems.add(itemId);
    this.#producedMs += ms;
  }

  responseEnded(isWhole: boolean) {
    this.#ended = isWhole ? "whole" : "part";
  }

  itemHeard(itemId: string, heardMs: number) {
    if (this.#unheardItems.delete(itemId)) this.#heardMs += heardMs;
  }

  /** The model begins again, from the first word. */
  restart() {
    this.#words.clear();
    this.#producedMs = 0;
    this.#heardMs = 0;
    this.#unheardItems.clear();
    this.#ended = null;
  }

  get hasAudio(): boolean {
    return this.#producedMs > 0;
  }

  /** The model has given all there is. */
  get isProduced(): boolean {
    return this.#ended !== null;
  }

  get isOver(): boolean {
    return this.isProduced && this.#unheardItems.size === 0;
  }

  heard(): Heard {
    const complete = this.#ended === "whole" && this.hasAudio && this.#heardMs >= this.#producedMs - ALL_BUT_MS;
    const { words } = this;
    return { complete, heardText: complete ? words : beginning(words, this.#heardMs / this.#producedMs) };
  }
}

/** That part of the words, up to the last whole one. Audio and words of a sentence run nearly alike. */
function beginning(words: string, part: number): string {
  if (!(part > 0)) return "";
  const length = Math.floor(words.length * Math.min(1, part));
  if (length >= words.length) return words;
  const isBetween = /\s/.test(words[length] ?? "");
  const cut = words.slice(0, length);
  return (isBetween ? cut : cut.replace(/\S*$/, "")).trimEnd();
}
