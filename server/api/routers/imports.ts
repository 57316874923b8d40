import { router, workspaceProcedure } from "@/server/api/trpc";
import { startApply } from "@/server/imports/applying/start-apply";
import { cancelImport } from "@/server/imports/cancel-import";
import {
  applyImportInput,
  createImportInput,
  importIdInput,
  listImportsInput,
  listIssuesInput,
  saveMappingInput,
} from "@/server/imports/contract";
import { getImport } from "@/server/imports/get-import";
import { listImports } from "@/server/imports/list-imports";
import { listIssues } from "@/server/imports/list-issues";
import { saveMapping } from "@/server/imports/save-mapping";
import { startCheck } from "@/server/imports/start-check";
import { createImport } from "@/server/imports/uploading/create-import";
import { finishUpload } from "@/server/imports/uploading/finish-upload";
import { toPublicId } from "@/server/public-ids";
import { workQueue } from "@/server/wiring";

export const importsRouter = router({
  list: workspaceProcedure.input(listImportsInput).query(({ ctx, input }) => listImports(ctx.workspace, input)),
  get: workspaceProcedure.input(importIdInput).query(({ ctx, input }) => getImport(ctx.workspace, input)),
  issues: workspaceProcedure.input(listIssuesInput).query(({ ctx, input }) => listIssues(ctx.workspace, input)),
  create: workspaceProcedure.input(createImportInput).mutation(async ({ ctx, input }) => {
    const { importId, chunkBytes } = await createImport(ctx.workspace, input);
    return { id: toPublicId("import", importId), chunkBytes };
  }),
  finishUpload: workspaceProcedure.input(importIdInput).mutation(async ({ ctx, input }) => {
    await finishUpload(ctx.workspace, input);
    return getImport(ctx.workspace, input);
  }),
  saveMapping: workspaceProcedure
    .input(saveMappingInput)
    .mutation(({ ctx, input }) => saveMapping(ctx.workspace, input)),
  check: workspaceProcedure
    .input(importIdInput)
    .mutation(({ ctx, input }) => startCheck(ctx.workspace, input, workQueue())),
  applyRows: workspaceProcedure
    .input(applyImportInput)
    .mutation(({ ctx, input }) => startApply(ctx.workspace, input, workQueue())),
  cancel: workspaceProcedure.input(importIdInput).mutation(({ ctx, input }) => cancelImport(ctx.workspace, input)),
});
