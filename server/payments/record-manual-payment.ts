import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { RecordManualPaymentInput } from "@/server/payments/contract";
import { payableInvoices } from "@/server/payments/lines/payable-invoices";
import { recordPayment } from "@/server/payments/record-payment";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

/** A cheque or a transfer that a member saw arrive. What exceeds the open invoices stays visible as unallocated. */
export async function recordManualPayment(ctx: TenantContext, input: RecordManualPaymentInput) {
  return mutate(ctx, "payments.record", async (tx) => {
    const { zone, today } = await workspaceDay(tx, ctx);
    if (input.receivedOn > today)
      throw new DomainError("INVALID_INPUT", "A payment cannot have arrived in the future.", {
        fields: { receivedOn: "is in the future" },
      });
    const receivedAt = input.receivedOn === today ? ctx.clock.now() : instantAt(zone, input.receivedOn, "12:00");
    const lines = input.invoiceIds?.length ? await chosen(input.invoiceIds) : undefined;
    const { paymentId, allocatedMinor } = await recordPayment(tx, ctx, {
      debtorId: input.debtorId,
      currency: input.currency,
      amountMinor: input.amountMinor,
      method: "member",
      providerRef: `form:${input.formId}`,
      receivedAt,
      status: "succeeded",
      ...(lines ? { lines } : {}),
    });
    const result = { paymentId: toPublicId("payment", paymentId), allocatedMinor };
    // recordPayment wrote the audit row itself.
    return { result, audit: null };

    async function chosen(invoiceIds: string[]) {
      const open = await payableInvoices(tx, ctx, input.debtorId);
      const wanted = open.filter((invoice) => invoiceIds.includes(invoice.invoiceId));
      if (wanted.length < new Set(invoiceIds).size || wanted.some((invoice) => invoice.currency !== input.currency))
        throw new DomainError("INVALID_INPUT", "Choose open invoices of this debtor in the payment's currency.", {
          fields: { invoiceIds: "not open, or in another currency" },
        });
      return wanted.map(({ invoiceId, openMinor, processingMinor }) => ({
        invoiceId,
        amountMinor: openMinor + processingMinor,
      }));
    }
  });
}
