import { and, eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";

/** Throws NOT_FOUND unless the debtor is of this workspace. */
export async function requireDebtor(tx: TenantTransaction, ctx: { tenantId: string }, debtorId: string): Promise<void> {
  const rows = await tx
    .select({ id: debtors.id })
    .from(debtors)
    .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, debtorId)));
  found(rows[0], "The debtor");
}

/** Throws PRECONDITION where the person was erased: nothing is written about them again. */
export async function requireHeld(tx: TenantTransaction, ctx: { tenantId: string }, debtorId: string): Promise<void> {
  if (await isErased(tx, ctx, debtorId))
    throw new DomainError("PRECONDITION", "This person was erased: nothing of theirs is held any more.");
}

/** Holds until the transaction ends: whoever erases them meanwhile waits, and finds what was written. */
export async function isErased(tx: TenantTransaction, ctx: { tenantId: string }, debtorId: string): Promise<boolean> {
  const rows = await tx
    .select({ erasedAt: debtors.erasedAt })
    .from(debtors)
    .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, debtorId)))
    .for("key share");
  return found(rows[0], "The debtor").erasedAt !== null;
}
