import { router, workspaceProcedure } from "@/server/api/trpc";
import { addNumber } from "@/server/numbers/add-number";
import { archiveNumber, changeNumber, limitCalls } from "@/server/numbers/change-number";
import * as contract from "@/server/numbers/contract";
import { listNumbers } from "@/server/numbers/list-numbers";
import { numberOwner } from "@/server/wiring";

export const numbersRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listNumbers(ctx.workspace)),
  add: workspaceProcedure
    .input(contract.addNumberInput)
    .mutation(({ ctx, input }) => addNumber(ctx.workspace, input, numberOwner(ctx.workspace.mode))),
  change: workspaceProcedure
    .input(contract.changeNumberInput)
    .mutation(({ ctx, input }) => changeNumber(ctx.workspace, input)),
  archive: workspaceProcedure
    .input(contract.numberInput)
    .mutation(({ ctx, input }) => archiveNumber(ctx.workspace, input)),
  limitCalls: workspaceProcedure
    .input(contract.callsAtOnceInput)
    .mutation(({ ctx, input }) => limitCalls(ctx.workspace, input)),
});
