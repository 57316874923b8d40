// Speech for tests: µ-law audio whose bytes are the words, so that what was heard can be read off what was played. A letter
// lasts 50 ms; 0xff is silence, as on a real line.
const BYTES_PER_LETTER = 400;
const SILENCE = 0xff;
export const FRAME_BYTES = 160;
export const MS_PER_LETTER = BYTES_PER_LETTER / 8;

export function spoken(text: string): Buffer {
  return Buffer.concat([...text].map((letter) => Buffer.alloc(BYTES_PER_LETTER, letter.charCodeAt(0) & 0x7f)));
}

export function silence(ms: number): Buffer {
  return Buffer.alloc(ms * 8, SILENCE);
}

/** The letters of which at least half was heard. */
export function understood(audio: Buffer): string {
  let text = "";
  let run = 0;
  let letter = SILENCE;
  const flush = () => {
    if (letter !== SILENCE) text += String.fromCharCode(letter).repeat(Math.round(run / BYTES_PER_LETTER));
  };
  for (const byte of audio) {
    if (byte !== letter) {
      flush();
      letter = byte;
      run = 0;
    }
    run += 1;
  }
  flush();
  return text;
}

export const isSilent = (audio: Buffer) => audio.every((byte) => byte === SILENCE);
