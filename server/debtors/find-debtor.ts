import { and, eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { Action } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

/** A debtor by our id, or by the id that the customer's own system gave it. */
export type DebtorRef = { debtorId: string } | { externalId: string };

/** The debtor's id, for who may perform the action; throws NOT_FOUND. */
export function findDebtor(ctx: TenantContext, action: Action, ref: DebtorRef): Promise<string> {
  return read(ctx, action, async (tx) => {
    const named = "debtorId" in ref ? eq(debtors.id, ref.debtorId) : eq(debtors.externalId, ref.externalId);
    const rows = await tx
      .select({ id: debtors.id })
      .from(debtors)
      .where(and(eq(debtors.tenantId, ctx.tenantId), named));
    return found(rows[0], "The debtor").id;
  });
}
