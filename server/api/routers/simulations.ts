import { router, workspaceProcedure } from "@/server/api/trpc";
import { loadDebtorsInput, loadHistoryInput } from "@/server/simulations/contract";
import { loadDebtors } from "@/server/simulations/load-debtors";
import { loadHistory } from "@/server/simulations/load-history";

export const simulationsRouter = router({
  debtors: workspaceProcedure.input(loadDebtorsInput).query(({ ctx, input }) => loadDebtors(ctx.workspace, input)),
  history: workspaceProcedure.input(loadHistoryInput).query(({ ctx, input }) => loadHistory(ctx.workspace, input)),
});
