import { router, workspaceProcedure } from "@/server/api/trpc";
import { archiveCase, restoreCase } from "@/server/flows/cases/archive-case";
import { caseInput, saveCaseInput } from "@/server/flows/cases/contract";
import { saveCase } from "@/server/flows/cases/save-case";
import { conversationModel, moderation } from "@/server/wiring/models";

export const flowCasesRouter = router({
  save: workspaceProcedure
    .input(saveCaseInput)
    .mutation(({ ctx, input }) => saveCase(ctx.workspace, input, conversationModel("sandbox"), moderation("sandbox"))),
  archive: workspaceProcedure.input(caseInput).mutation(({ ctx, input }) => archiveCase(ctx.workspace, input)),
  restore: workspaceProcedure.input(caseInput).mutation(({ ctx, input }) => restoreCase(ctx.workspace, input)),
});
