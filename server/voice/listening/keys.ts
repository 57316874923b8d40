/** Keys that follow each other are one answer; the hash key ends it. */
export class Keys {
  readonly #pauseMs: number;
  readonly #tell: (digits: string) => void;
  #digits = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(pauseMs: number, tell: (digits: string) => void) {
    this.#pauseMs = pauseMs;
    this.#tell = tell;
  }

  press(digit: string) {
    // A to D are on no telephone that people have.
    if (/^[0-9*#]$/.test(digit)) this.#digits += digit;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#done(), digit === "#" ? 0 : this.#pauseMs);
  }

  close() {
    clearTimeout(this.#timer);
  }

  #done() {
    const digits = this.#digits.slice(0, 32);
    this.#digits = "";
    if (digits !== "") this.#tell(digits);
  }
}
