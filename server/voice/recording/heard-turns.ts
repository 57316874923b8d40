// Which of what they said may be written: a turn waits until its words were read, and one with a card's number, or that
// nobody could read, is silence. A number that is read out in several turns is one: a turn with digits waits for the next.
// Places are samples on the line's clock. Pure.
import { digitsIn } from "@/server/flows/reading/numbers";
import { redact } from "@/server/flows/reading/redact";

const PER_MS = 8;
/** What is written is at least so old: of speech we are told only once it has begun. */
const HELD_BACK = 3_000 * PER_MS;
/** So long before we are told of it a turn may have begun. */
export const BEGAN_BEFORE = 2_000 * PER_MS;
const HELD_MAX = 60_000 * PER_MS;
const DIGITS_MIN = 3;
const NEXT_WITHIN = 15_000 * PER_MS;

type Turn = { id: string; from: number; to: number | null; text: string | null };

export class HeardTurns {
  readonly #silence: (from: number, to: number) => void;
  /** In the order in which they began; those that may be written are gone. */
  #turns: Turn[] = [];

  constructor(silence: (from: number, to: number) => void) {
    this.#silence = silence;
  }

  began(id: string, now: number) {
    if (!this.#turns.some((turn) => turn.id === id)) {
      this.#turns.push({ id, from: Math.max(0, now - BEGAN_BEFORE), to: null, text: null });
    }
  }

  ended(id: string, now: number) {
    const turn = this.#turns.find((each) => each.id === id);
    if (turn) turn.to ??= now;
  }

  /** null: nobody could. */
  read(id: string, text: string | null, now: number) {
    const turn = this.#turns.find((each) => each.id === id);
    if (!turn) return;
    turn.to ??= now;
    if (text === null) return this.#hush(turn, now);
    turn.text = text;
    this.#judge(now);
  }

  /** Whoever would have read those is gone. */
  giveUp(of: (id: string) => boolean, now: number) {
    for (const turn of [...this.#turns]) {
      if (turn.text === null && of(turn.id)) this.#hush(turn, now);
    }
    this.#judge(now);
  }

  /** Up to where it may be written. */
  horizon(now: number): number {
    const areRead = this.#turns.every(({ text }) => text !== null);
    for (const turn of [...this.#turns]) {
      if (turn.text === null && now - turn.from > HELD_MAX) {
        this.#silence(turn.from, turn.to ?? now);
        if (turn.to !== null) this.#forget(turn);
        else turn.from = now;
      }
      if (areRead && now - (turn.to ?? now) > NEXT_WITHIN) this.#forget(turn);
    }
    return Math.min(now - HELD_BACK, ...this.#turns.map(({ from }) => from));
  }

  /** Turns that were read, from the first on: those that belong together are judged together. */
  #judge(now: number) {
    const unread = this.#turns.findIndex(({ text }) => text === null);
    const read = unread < 0 ? this.#turns : this.#turns.slice(0, unread);
    let run: Turn[] = [];
    for (const turn of read) {
      if (digitsIn(turn.text ?? "").length < DIGITS_MIN) {
        for (const each of run) this.#forget(each);
        run = [];
        this.#forget(turn);
        continue;
      }
      run.push(turn);
      if (!run.some((_, at) => hasCard(run.slice(at)))) continue;
      for (const each of run) this.#hush(each, now);
      run = [];
    }
  }

  #hush(turn: Turn, now: number) {
    this.#silence(turn.from, turn.to ?? now);
    this.#forget(turn);
  }

  #forget(turn: Turn) {
    this.#turns = this.#turns.filter((each) => each !== turn);
  }
}

/** As it was said, and by its digits alone: "4242, and then 4242". */
function hasCard(turns: readonly Turn[]): boolean {
  const texts = turns.map(({ text }) => text ?? "");
  return redact(texts.join(" ")).hasCard || redact(texts.map(digitsIn).join("")).hasCard;
}
