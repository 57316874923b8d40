import { and, eq, isNotNull } from "drizzle-orm";
import { checkouts } from "@/db/schema/payments";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import type { Line } from "@/server/payments/lines/allocate";
import { payableInvoices } from "@/server/payments/lines/payable-invoices";
import type { CheckoutPorts } from "@/server/payments/ports";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Closes a debtor's open checkouts that ask for more than is still open: one left in a second tab would take the money
 * again. A vendor that does not answer is asked by the reconciler later. Returns those that were closed.
 */
export async function closeOvertaken(ctx: TenantContext, ports: CheckoutPorts, debtorId: string): Promise<string[]> {
  const overtaken = await withTenant(ctx, async (tx) => {
    const open = await tx
      .select({ id: checkouts.id, providerRef: checkouts.providerRef, lines: checkouts.lines })
      .from(checkouts)
      .where(
        and(
          eq(checkouts.tenantId, ctx.tenantId),
          eq(checkouts.debtorId, debtorId),
          eq(checkouts.status, "open"),
          eq(checkouts.provider, ports.checkout.name),
          isNotNull(checkouts.providerRef),
        ),
      );
    if (open.length === 0) return [];
    const payable = await payableInvoices(tx, ctx, debtorId);
    const openMinor = new Map(payable.map((invoice) => [invoice.invoiceId, invoice.openMinor]));
    return open.filter(({ lines }) =>
      (lines as Line[]).some((line) => line.amountMinor > (openMinor.get(line.invoiceId) ?? 0)),
    );
  });
  const closed: string[] = [];
  for (const { id, providerRef } of overtaken) {
    try {
      await ports.checkout.expire({ tenantId: ctx.tenantId, providerRef: providerRef ?? "" });
      closed.push(id);
    } catch (error) {
      const code = error instanceof DomainError ? error.code : "INTERNAL";
      log.warn({ tenantId: ctx.tenantId, checkoutId: id, code }, "an overtaken checkout could not be closed");
    }
  }
  return closed;
}
