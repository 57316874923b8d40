// The sandbox vendors' memory: what a real vendor would have sent is a row that the Sandbox page shows.
import { and, eq } from "drizzle-orm";
import { sandboxDeliveries } from "@/db/schema/touches";
import { withTenant } from "@/db/tenant-transaction";
import { realChance } from "@/server/chance";
import type { SendEnvelope, SendResult } from "@/server/touches/ports";

type Delivery = Pick<typeof sandboxDeliveries.$inferInsert, "channel" | "fromAddress" | "body" | "state"> & {
  subject?: string;
  html?: string;
  language?: string;
};

/** Files it once per idempotency key; a second send answers the first one's reference, as Resend does. */
export async function fileDelivery(request: SendEnvelope, delivery: Delivery): Promise<SendResult> {
  const { tenantId, now } = request.workspace;
  return withTenant({ tenantId }, async (tx) => {
    const filed = await tx
      .insert(sandboxDeliveries)
      .values({
        tenantId,
        id: realChance.id(),
        idempotencyKey: request.idempotencyKey,
        toAddress: request.to,
        at: now,
        debtorId: request.debtorId,
        ...delivery,
      })
      .onConflictDoNothing({ target: [sandboxDeliveries.tenantId, sandboxDeliveries.idempotencyKey] })
      .returning({ id: sandboxDeliveries.id });
    const known =
      filed[0] ??
      (
        await tx
          .select({ id: sandboxDeliveries.id })
          .from(sandboxDeliveries)
          .where(
            and(eq(sandboxDeliveries.tenantId, tenantId), eq(sandboxDeliveries.idempotencyKey, request.idempotencyKey)),
          )
      )[0];
    return known ? { kind: "accepted", providerRef: known.id } : { kind: "in_doubt", code: "SANDBOX_CONFLICT" };
  });
}
