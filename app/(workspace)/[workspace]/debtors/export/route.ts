import { searchOf, streamedFile } from "@/app/streamed-file";
import { accessReason } from "@/server/audit/contract";
import { apiContext } from "@/server/auth/sessions/current-person";
import { listDebtorsInput } from "@/server/debtors/contract";
import { exportDebtors } from "@/server/debtors/export-debtors";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return streamedFile({ name: "debtors" }, apiContext(request, workspace), (ctx) => {
    const search = listDebtorsInput.omit({ cursor: true, limit: true }).extend({ reason: accessReason });
    const { reason, ...input } = search.parse(searchOf(request));
    return exportDebtors(ctx, input, reason);
  });
}
