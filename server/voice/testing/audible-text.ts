// Speech for tests: µ-law audio whose bytes are the words in UTF-8, so that what was heard can be read off what was played. A
// byte lasts 50 ms; 0xff, which no UTF-8 has, is silence, as on a real line.
const BYTES_PER_LETTER = 400;
const SILENCE = 0xff;
export const FRAME_BYTES = 160;
export const MS_PER_LETTER = BYTES_PER_LETTER / 8;

export function spoken(text: string): Buffer {
  return Buffer.concat([...Buffer.from(text)].map((byte) => Buffer.alloc(BYTES_PER_LETTER, byte)));
}

export function silence(ms: number): Buffer {
  return Buffer.alloc(ms * 8, SILENCE);
}

/** Listens, piece by piece: the letters of which at least half was heard. */
export class Listener {
  readonly #heard: number[] = [];
  #byte = SILENCE;
  #run = 0;

  hear(audio: Buffer) {
    for (const byte of audio) {
      if (byte !== this.#byte) {
        this.#heard.push(...this.#current());
        this.#byte = byte;
        this.#run = 0;
      }
      this.#run += 1;
    }
  }

  get words(): string {
    return Buffer.from([...this.#heard, ...this.#current()]).toString("utf8");
  }

  #current(): number[] {
    if (this.#byte === SILENCE) return [];
    return Array<number>(Math.round(this.#run / BYTES_PER_LETTER)).fill(this.#byte);
  }
}

export const isSilent = (audio: Buffer) => audio.every((byte) => byte === SILENCE);
