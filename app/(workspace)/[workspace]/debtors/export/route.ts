import { csvResponse, searchOf } from "@/app/csv-response";
import { apiContext } from "@/server/auth/sessions/current-person";
import { listDebtorsInput } from "@/server/debtors/contract";
import { exportDebtors } from "@/server/debtors/export-debtors";

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  return csvResponse("debtors", apiContext(request, workspace), (ctx) => {
    const input = listDebtorsInput.omit({ cursor: true, limit: true }).parse(searchOf(request));
    return exportDebtors(ctx, input);
  });
}
