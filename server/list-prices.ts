// What an attempt costs at the vendors' list prices, in millionths of a US dollar: a starting point, the user's contract may
// differ. Pure, safe in the browser.
import type { Channel } from "@/server/journeys/graph/schema";

export const listPriceMicros = { email: 400, sms: 8_300, voice: 28_000 } as const satisfies Record<Channel, number>;

/** Of so many attempts, in whole US cents, rounded up. */
export function listCostCents(attempts: Record<Channel, number>): number {
  const { email, sms, voice } = listPriceMicros;
  return Math.ceil((attempts.email * email + attempts.sms * sms + attempts.voice * voice) / 10_000);
}
