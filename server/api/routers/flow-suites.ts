import { router, workspaceProcedure } from "@/server/api/trpc";
import { requireSuiteInput, startSuiteInput, suiteInput, suitesInput } from "@/server/flows/suites/contract";
import { cancelSuite } from "@/server/flows/suites/end-suite";
import { getSuites } from "@/server/flows/suites/get-suites";
import { requireSuite } from "@/server/flows/suites/require-suite";
import { startSuite } from "@/server/flows/suites/start-suite";
import { workQueue } from "@/server/wiring";

export const flowSuitesRouter = router({
  get: workspaceProcedure.input(suitesInput).query(({ ctx, input }) => getSuites(ctx.workspace, input)),
  start: workspaceProcedure
    .input(startSuiteInput)
    .mutation(({ ctx, input }) => startSuite(ctx.workspace, input, workQueue())),
  require: workspaceProcedure.input(requireSuiteInput).mutation(({ ctx, input }) => requireSuite(ctx.workspace, input)),
  cancel: workspaceProcedure.input(suiteInput).mutation(({ ctx, input }) => cancelSuite(ctx.workspace, input)),
});
