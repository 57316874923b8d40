import { router, workspaceProcedure } from "@/server/api/trpc";
import {
  debtorInput,
  listPaymentsInput,
  payLinkInput,
  recordManualPaymentInput,
  refundPaymentInput,
} from "@/server/payments/contract";
import { listPayableInvoices } from "@/server/payments/lines/list-payable-invoices";
import { listPayLinks, makePayLink, revokePayLink } from "@/server/payments/links/manage-pay-links";
import { listPayments } from "@/server/payments/list-payments";
import { recordManualPayment } from "@/server/payments/record-manual-payment";
import { refundPayment } from "@/server/payments/refund-payment";
import { checkoutPort } from "@/server/wiring";

export const paymentsRouter = router({
  list: workspaceProcedure.input(listPaymentsInput).query(({ ctx, input }) => listPayments(ctx.workspace, input)),
  payable: workspaceProcedure.input(debtorInput).query(({ ctx, input }) => listPayableInvoices(ctx.workspace, input)),
  record: workspaceProcedure
    .input(recordManualPaymentInput)
    .mutation(({ ctx, input }) => recordManualPayment(ctx.workspace, input)),
  refund: workspaceProcedure
    .input(refundPaymentInput)
    .mutation(({ ctx, input }) => refundPayment(ctx.workspace, () => checkoutPort(ctx.workspace.mode), input)),
  links: workspaceProcedure.input(debtorInput).query(({ ctx, input }) => listPayLinks(ctx.workspace, input)),
  createLink: workspaceProcedure.input(debtorInput).mutation(({ ctx, input }) => makePayLink(ctx.workspace, input)),
  revokeLink: workspaceProcedure.input(payLinkInput).mutation(({ ctx, input }) => revokePayLink(ctx.workspace, input)),
});
