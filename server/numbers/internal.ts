// Private to this folder: a number's row.
import { and, eq, isNull } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { phoneNumbers } from "@/db/schema/numbers";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

export const one = (ctx: TenantContext, id: string) =>
  and(eq(phoneNumbers.tenantId, ctx.tenantId), eq(phoneNumbers.id, id));

/** Locked; throws NOT_FOUND, also of one that was archived. */
export async function lockNumber(tx: TenantTransaction, ctx: TenantContext, id: string) {
  const rows = await tx
    .select()
    .from(phoneNumbers)
    .where(and(one(ctx, id), isNull(phoneNumbers.archivedAt)))
    .for("update");
  return found(rows[0], "The number");
}

export async function requireFlow(tx: TenantTransaction, ctx: TenantContext, flowId: string | null): Promise<void> {
  if (!flowId) return;
  const rows = await tx
    .select({ id: flows.id })
    .from(flows)
    .where(and(eq(flows.tenantId, ctx.tenantId), eq(flows.id, flowId)));
  found(rows[0], "The conversation");
}
