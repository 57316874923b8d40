// Ids and chance are inputs too: one source, seedable, so that a run can be replayed from its seed.
import { randomFillSync } from "node:crypto";
import { uuidv7 } from "@/db/ids";
import type { Clock } from "@/server/clock";
import { sfc32 } from "@/server/sfc32";

export type Chance = {
  /** A fresh UUIDv7 at the clock's time. */
  id(): string;
  /** Uniform in [0, 1). */
  fraction(): number;
  bytes(count: number): Uint8Array;
};

/** Asking the system for a few bytes costs as much as for a page of them. */
const page = new Uint8Array(4_096);
let pageAt = page.length;

function takeBytes(bytes: Uint8Array) {
  if (bytes.length > page.length) return void randomFillSync(bytes);
  if (pageAt + bytes.length > page.length) {
    randomFillSync(page);
    pageAt = 0;
  }
  bytes.set(page.subarray(pageAt, pageAt + bytes.length));
  // What was given out is kept nowhere else.
  page.fill(0, pageAt, pageAt + bytes.length);
  pageAt += bytes.length;
}

/** Cryptographic randomness with ids at the machine's time, so that they sort by creation even in a sandbox. */
export const realChance: Chance = {
  id: () => uuidv7(Date.now(), takeBytes),
  fraction: () => new DataView(randomFillSync(new Uint8Array(4)).buffer).getUint32(0) / 2 ** 32,
  bytes: (count) => {
    const bytes = new Uint8Array(count);
    takeBytes(bytes);
    return bytes;
  },
};

/** Reproducible chance: the same seed and clock give the same ids. */
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
