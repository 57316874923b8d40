import { and, eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { found } from "@/server/errors";

/** Throws NOT_FOUND unless the debtor is of this workspace. */
export async function requireDebtor(tx: TenantTransaction, ctx: { tenantId: string }, debtorId: string): Promise<void> {
  const rows = await tx
    .select({ id: debtors.id })
    .from(debtors)
    .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, debtorId)));
  found(rows[0], "The debtor");
}
