import { and, eq, isNull, sql } from "drizzle-orm";
import { checkouts, webhookEvents } from "@/db/schema/payments";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { realChance } from "@/server/chance";
import { realClock } from "@/server/clock";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { syncCheckout } from "@/server/payments/checkouts/sync-checkout";
import type { CheckoutNews, CheckoutPorts } from "@/server/payments/ports";
import { systemContext } from "@/server/tenancy/workspace-context";

/**
 * One event of a vendor's webhook, kept once by its id. It says only which checkout to look at: what became of it is
 * asked for, so that duplicates and any order come to the same. Throws when it must be delivered again.
 */
export async function receiveCheckoutNews(
  news: CheckoutNews,
  ports: CheckoutPorts,
  trace: { requestId?: string } = {},
): Promise<"applied" | "duplicate" | "ignored"> {
  const event = await keepEvent(news, ports);
  if (event.processed) return "duplicate";
  const checkout = news.about ? await findCheckout(news.about, ports) : null;
  if (checkout) {
    const ctx = await systemContext(checkout.tenantId, "payment webhook", trace);
    try {
      await syncCheckout(ctx, ports, checkout.checkoutId);
    } catch (error) {
      await note(event.id, { error: error instanceof DomainError ? error.code : "INTERNAL" });
      throw error;
    }
  } else {
    log.info({ kind: news.kind, eventId: news.eventId }, "payment event is not about a checkout of ours");
  }
  await note(event.id, { processedAt: realClock.now(), error: null });
  return checkout ? "applied" : "ignored";
}

async function keepEvent(news: CheckoutNews, ports: CheckoutPorts) {
  const provider = "stripe";
  return asSystem("resolve-webhook", async (tx) => {
    await tx
      .insert(webhookEvents)
      .values({
        id: realChance.id(),
        provider,
        externalId: news.eventId,
        kind: news.kind,
        receivedAt: realClock.now(),
        payload: { port: ports.checkout.name, ...news.about },
      })
      .onConflictDoNothing();
    const rows = await tx
      .select({ id: webhookEvents.id, processedAt: webhookEvents.processedAt })
      .from(webhookEvents)
      .where(and(eq(webhookEvents.provider, provider), eq(webhookEvents.externalId, news.eventId)));
    const row = rows[0];
    if (!row) throw new Error("A webhook event was not kept.");
    return { id: row.id, processed: row.processedAt !== null };
  });
}

function note(id: string, values: { processedAt?: Date; error: string | null }) {
  return asSystem("resolve-webhook", (tx) => tx.update(webhookEvents).set(values).where(eq(webhookEvents.id, id)));
}

/** The checkout the news are about, if it is ours; a session we had no answer for is taken up from its own news. */
async function findCheckout(about: NonNullable<CheckoutNews["about"]>, ports: CheckoutPorts) {
  const { tenantId, checkoutId, providerRef } = about;
  return withTenant({ tenantId }, async (tx) => {
    const ours = and(
      eq(checkouts.tenantId, tenantId),
      eq(checkouts.id, checkoutId),
      eq(checkouts.provider, ports.checkout.name),
    );
    if (providerRef)
      await tx
        .update(checkouts)
        .set({ providerRef: sql`${providerRef}` })
        .where(and(ours, isNull(checkouts.providerRef)));
    const rows = await tx.select({ id: checkouts.id }).from(checkouts).where(ours);
    return rows[0] ? { tenantId, checkoutId } : null;
  });
}
