import { router, workspaceProcedure } from "@/server/api/trpc";
import { invoiceFilters, invoiceIdInput, listInvoicesInput } from "@/server/invoices/contract";
import { countInvoices } from "@/server/invoices/count-invoices";
import { getInvoice } from "@/server/invoices/get-invoice";
import { listInvoices } from "@/server/invoices/list-invoices";

export const invoicesRouter = router({
  list: workspaceProcedure.input(listInvoicesInput).query(({ ctx, input }) => listInvoices(ctx.workspace, input)),
  count: workspaceProcedure.input(invoiceFilters).query(({ ctx, input }) => countInvoices(ctx.workspace, input)),
  get: workspaceProcedure.input(invoiceIdInput).query(({ ctx, input }) => getInvoice(ctx.workspace, input)),
});
