import { and, eq } from "drizzle-orm";
import { sandboxDeliveries } from "@/db/schema/touches";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallRef } from "@/server/calls/recording/follow-call";
import { DomainError, found } from "@/server/errors";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

export type Delivery = typeof sandboxDeliveries.$inferSelect;

/** Playing the debtor is for members of a sandbox. */
export function authoriseActing(ctx: TenantContext): void {
  authorise(ctx, "sandbox.act");
  if (ctx.mode !== "sandbox") throw new DomainError("SANDBOX_ONLY");
}

/** Loads it, or throws NOT_FOUND. */
export async function loadDelivery(tx: TenantTransaction, ctx: TenantContext, deliveryId: string): Promise<Delivery> {
  const rows = await tx
    .select()
    .from(sandboxDeliveries)
    .where(and(eq(sandboxDeliveries.tenantId, ctx.tenantId), eq(sandboxDeliveries.id, deliveryId)));
  return found(rows[0], "The message");
}

/** What a delivery is of: it stands in the key that the sender gave. */
export function subjectOf({ idempotencyKey }: Pick<Delivery, "idempotencyKey">): CallRef | null {
  const [, kind, id] = /^(touch|call)-([0-9a-f-]{36})$/.exec(idempotencyKey) ?? [];
  if (!id) return null;
  return kind === "touch" ? { touchId: id } : { callId: id };
}
