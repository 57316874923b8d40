// Ids and chance are inputs too: one source, seedable, so that a run can be replayed from its seed.
import { randomFillSync } from "node:crypto";
import { uuidv7 } from "@/db/ids";
import type { Clock } from "@/server/clock";

export type Chance = {
  /** A fresh UUIDv7 at the clock's time. */
  id(): string;
  /** Uniform in [0, 1). */
  fraction(): number;
  bytes(count: number): Uint8Array;
};

/** Cryptographic randomness with ids at the machine's time, so that they sort by creation even in a sandbox. */
export const realChance: Chance = {
  id: () => uuidv7(Date.now(), (bytes) => randomFillSync(bytes)),
  fraction: () => new DataView(randomFillSync(new Uint8Array(4)).buffer).getUint32(0) / 2 ** 32,
  bytes: (count) => randomFillSync(new Uint8Array(count)),
};

/** Reproducible chance: the same seed and clock give the same ids. sfc32, public domain (Chris Doty-Humphrey). */
export function seededChance(seed: string, clock: Clock): Chance {
  const next = sfc32(seed);
  const fill = (bytes: Uint8Array) => {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = next() & 0xff;
  };
  return {
    id: () => uuidv7(clock.now().getTime(), fill),
    fraction: () => next() / 2 ** 32,
    bytes: (count) => {
      const bytes = new Uint8Array(count);
      fill(bytes);
      return bytes;
    },
  };
}

function sfc32(seed: string) {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const char of seed) a = Math.imul(a ^ char.charCodeAt(0), 0x01000193) >>> 0;
  const step = () => {
    const t = (a + b + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 15; i += 1) step();
  return step;
}
