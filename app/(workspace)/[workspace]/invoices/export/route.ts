import { csvResponse, searchOf } from "@/app/csv-response";
import { apiContext } from "@/server/auth/sessions/current-person";
import { listInvoicesInput } from "@/server/invoices/contract";
import { exportInvoices } from "@/server/invoices/export-invoices";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return csvResponse("invoices", apiContext(request, workspace), (ctx) => {
    const input = listInvoicesInput.omit({ cursor: true, limit: true }).parse(searchOf(request));
    return exportInvoices(ctx, input);
  });
}
