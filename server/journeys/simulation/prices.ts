// What a touch costs, in thousandths of a cent: list prices of mail, text and call providers, to tell journeys apart; not
// a bill. Pure.
import type { Channel } from "@/server/journeys/graph/schema";

export type Prices = Record<Channel, number>;

export const listPrices: Prices = { email: 90, sms: 1_300, voice: 7_000 };

/** In whole cents, rounded up. */
export function costOf(counts: Record<Channel, number>, prices: Prices = listPrices): number {
  const thousandths = counts.email * prices.email + counts.sms * prices.sms + counts.voice * prices.voice;
  return Math.ceil(thousandths / 1000);
}
