import { router, workspaceProcedure } from "@/server/api/trpc";
import * as contract from "@/server/touches/contract";
import { getTouch } from "@/server/touches/get-touch";
import { listTouches } from "@/server/touches/list-touches";
import { previewValues } from "@/server/touches/messages/preview-values";
import { settleTouch } from "@/server/touches/settle-touch";
import { dispatchTools } from "@/server/wiring";

export const touchesRouter = router({
  list: workspaceProcedure
    .input(contract.listTouchesInput)
    .query(({ ctx, input }) => listTouches(ctx.workspace, input)),
  get: workspaceProcedure.input(contract.getTouchInput).query(({ ctx, input }) => getTouch(ctx.workspace, input)),
  preview: workspaceProcedure
    .input(contract.previewInput)
    .query(({ ctx, input }) => previewValues(ctx.workspace, input, dispatchTools())),
  settle: workspaceProcedure
    .input(contract.settleTouchInput)
    .mutation(({ ctx, input }) => settleTouch(ctx.workspace, input)),
});
