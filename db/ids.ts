// UUIDv7 from given time and chance (RFC 9562 §5.7), so that a seeded run makes the same ids again.

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** 48 bits of milliseconds, version 7, 74 random bits. `random` fills the bytes it is given. */
export function uuidv7(epochMs: number, random: (bytes: Uint8Array) => void): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  const high = Math.floor(epochMs / 2 ** 16);
  bytes[0] = high >>> 24;
  bytes[1] = high >>> 16;
  bytes[2] = high >>> 8;
  bytes[3] = high;
  bytes[4] = epochMs >>> 8;
  bytes[5] = epochMs;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let text = "";
  for (let at = 0; at < 16; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += "-";
    text += hex[bytes[at] ?? 0];
  }
  return text;
}
