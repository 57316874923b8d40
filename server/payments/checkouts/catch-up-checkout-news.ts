import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { receiveCheckoutNews } from "@/server/payments/checkouts/receive-checkout-news";
import type { CheckoutNews, CheckoutPorts } from "@/server/payments/ports";
import { addInZone } from "@/server/time/calendar";

const daysBack = 3;

/**
 * Asks the vendor for the events of the last days and takes those its webhook never brought: refunds and chargebacks
 * of checkouts that had ended long ago are found here.
 */
export async function catchUpCheckoutNews(
  vendor: { since(at: Date): Promise<CheckoutNews[]> },
  ports: CheckoutPorts,
  now: Date,
): Promise<{ seen: number; applied: number; failed: number }> {
  const news = await vendor.since(addInZone("UTC", now, { amount: -daysBack, unit: "days" }));
  const result = { seen: news.length, applied: 0, failed: 0 };
  for (const one of news) {
    try {
      if ((await receiveCheckoutNews(one, ports)) === "applied") result.applied += 1;
    } catch (error) {
      result.failed += 1;
      const code = error instanceof DomainError ? error.code : "INTERNAL";
      log.warn({ eventId: one.eventId, kind: one.kind, code }, "an event the webhook missed could not be taken");
    }
  }
  return result;
}
