import { read } from "@/server/mutate";
import { payableInvoices } from "@/server/payments/lines/payable-invoices";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** What a payment of this debtor could be recorded against: open invoices, oldest due first. */
export async function listPayableInvoices(ctx: TenantContext, input: { debtorId: string }) {
  return read(ctx, "payments.read", async (tx) => {
    const open = await payableInvoices(tx, ctx, input.debtorId);
    return open.map(({ invoiceId, number, dueOn, currency, openMinor, processingMinor }) => ({
      id: toPublicId("invoice", invoiceId),
      number,
      dueOn,
      currency,
      openMinor: openMinor + processingMinor,
    }));
  });
}
