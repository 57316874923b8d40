import { searchOf, streamedFile } from "@/app/streamed-file";
import { accessReason } from "@/server/audit/contract";
import { apiContext } from "@/server/auth/sessions/current-person";
import { listInvoicesInput } from "@/server/invoices/contract";
import { exportInvoices } from "@/server/invoices/export-invoices";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return streamedFile({ name: "invoices" }, apiContext(request, workspace), (ctx) => {
    const search = listInvoicesInput.omit({ cursor: true, limit: true }).extend({ reason: accessReason });
    const { reason, ...input } = search.parse(searchOf(request));
    return exportInvoices(ctx, input, reason);
  });
}
