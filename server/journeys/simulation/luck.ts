// Luck from a seed and an occasion: the same occasion has the same luck whatever else happened before. Pure.
import { sfc32 } from "@/server/sfc32";

export class Luck {
  private readonly next: () => number;

  constructor(seed: string) {
    this.next = sfc32(seed);
  }

  /** Uniform in [0, 1). */
  fraction(): number {
    return this.next() / 2 ** 32;
  }

  hits(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  /** Near 0 mostly, rarely beyond ±2: the sum of uniform draws. */
  deviation(): number {
    return this.fraction() + this.fraction() + this.fraction() + this.fraction() - 2;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.fraction() * from.length)];
  }
}
