import { flowCasesRouter } from "@/server/api/routers/flow-cases";
import { flowSuitesRouter } from "@/server/api/routers/flow-suites";
import { router, workspaceProcedure } from "@/server/api/trpc";
import { answerMessagesInput } from "@/server/conversations/written/contract";
import { chooseForMessages, getAnswering } from "@/server/conversations/written/settings";
import { archiveFlow, restoreFlow } from "@/server/flows/archive-flow";
import * as contract from "@/server/flows/contract";
import { createFlow } from "@/server/flows/create-flow";
import { getFlow } from "@/server/flows/get-flow";
import { listFlows, listFlowTemplates } from "@/server/flows/list-flows";
import { renameFlow } from "@/server/flows/rename-flow";
import { saveFlow } from "@/server/flows/save-flow";
import { tryFlow } from "@/server/flows/try-flow";
import { getFlowVersion } from "@/server/flows/versions/get-flow-version";
import { listFlowVersions } from "@/server/flows/versions/list-flow-versions";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { restoreFlowVersion } from "@/server/flows/versions/restore-flow-version";
import { conversationModel, moderation, workspaceModel } from "@/server/wiring/models";

const one = workspaceProcedure.input(contract.flowInput);

export const flowsRouter = router({
  suites: flowSuitesRouter,
  cases: flowCasesRouter,
  list: workspaceProcedure.input(contract.listFlowsInput).query(({ ctx, input }) => listFlows(ctx.workspace, input)),
  templates: workspaceProcedure.query(({ ctx }) => listFlowTemplates(ctx.workspace)),
  get: one.query(({ ctx, input }) => getFlow(ctx.workspace, input)),
  create: workspaceProcedure
    .input(contract.createFlowInput)
    .mutation(({ ctx, input }) => createFlow(ctx.workspace, input)),
  rename: workspaceProcedure
    .input(contract.renameFlowInput)
    .mutation(({ ctx, input }) => renameFlow(ctx.workspace, input)),
  save: workspaceProcedure.input(contract.saveFlowInput).mutation(({ ctx, input }) => saveFlow(ctx.workspace, input)),
  // Changes nothing; what it is given is longer than an address may be.
  try: workspaceProcedure
    .input(contract.tryFlowInput)
    .mutation(({ ctx, input }) => tryFlow(ctx.workspace, input, conversationModel("sandbox"), moderation("sandbox"))),
  publish: workspaceProcedure
    .input(contract.publishFlowInput)
    .mutation(({ ctx, input }) => publishFlow(ctx.workspace, input)),
  answering: workspaceProcedure.query(({ ctx }) => getAnswering(ctx.workspace)),
  answerMessages: workspaceProcedure
    .input(answerMessagesInput)
    .mutation(({ ctx, input }) =>
      chooseForMessages(ctx.workspace, input, workspaceModel(ctx.workspace.mode) !== undefined),
    ),
  versions: workspaceProcedure
    .input(contract.listFlowVersionsInput)
    .query(({ ctx, input }) => listFlowVersions(ctx.workspace, input)),
  version: workspaceProcedure
    .input(contract.flowVersionInput)
    .query(({ ctx, input }) => getFlowVersion(ctx.workspace, input)),
  restoreVersion: workspaceProcedure
    .input(contract.restoreFlowVersionInput)
    .mutation(({ ctx, input }) => restoreFlowVersion(ctx.workspace, input)),
  archive: one.mutation(({ ctx, input }) => archiveFlow(ctx.workspace, input)),
  restore: one.mutation(({ ctx, input }) => restoreFlow(ctx.workspace, input)),
});
