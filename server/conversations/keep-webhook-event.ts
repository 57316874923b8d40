import { and, eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/payments";
import { asSystem } from "@/db/system-transaction";
import { realChance } from "@/server/chance";
import { realClock } from "@/server/clock";

export type VendorEvent = {
  provider: "resend" | "twilio";
  externalId: string;
  kind: string;
  tenantId: string | null;
  /** Ids and codes only. */
  payload: Record<string, string | null>;
};

/**
 * Does the work of a vendor's event once, kept by its id. A duplicate does nothing; a failure leaves it open, so that
 * the vendor's next try does it. `work` answers false when the event is about nothing of ours.
 */
export async function onceForEvent(
  event: VendorEvent,
  work: () => Promise<boolean>,
): Promise<"applied" | "duplicate" | "ignored"> {
  const kept = await asSystem("resolve-webhook", async (tx) => {
    await tx
      .insert(webhookEvents)
      .values({ id: realChance.id(), receivedAt: realClock.now(), ...event })
      .onConflictDoNothing();
    const rows = await tx
      .select({ id: webhookEvents.id, processedAt: webhookEvents.processedAt })
      .from(webhookEvents)
      .where(and(eq(webhookEvents.provider, event.provider), eq(webhookEvents.externalId, event.externalId)));
    return rows[0];
  });
  if (!kept) throw new Error("A webhook event was not kept.");
  if (kept.processedAt) return "duplicate";
  const applied = await work();
  await asSystem("resolve-webhook", (tx) =>
    tx
      .update(webhookEvents)
      .set({ processedAt: realClock.now(), error: applied ? null : "UNKNOWN_SUBJECT" })
      .where(eq(webhookEvents.id, kept.id)),
  );
  return applied ? "applied" : "ignored";
}
