import { router, workspaceProcedure } from "@/server/api/trpc";
import { getWebhookSecret } from "@/server/campaigns/effects/get-webhook-secret";
import { tryRule } from "@/server/campaigns/facts/try-rule";
import { archiveJourney, restoreJourney } from "@/server/journeys/archive-journey";
import * as contract from "@/server/journeys/contract";
import { createJourney } from "@/server/journeys/create-journey";
import { draftFromWords } from "@/server/journeys/drafting/draft-from-words";
import { exportJourney } from "@/server/journeys/export-journey";
import { getJourney } from "@/server/journeys/get-journey";
import { importJourney } from "@/server/journeys/import-journey";
import { listJourneys } from "@/server/journeys/list-journeys";
import { proveDraft } from "@/server/journeys/prove-draft";
import { renameJourney } from "@/server/journeys/rename-journey";
import { saveDraft } from "@/server/journeys/save-draft";
import { listTemplates } from "@/server/journeys/templates/list-templates";
import { deleteTemplate, saveTemplate } from "@/server/journeys/templates/save-template";
import { getVersion } from "@/server/journeys/versions/get-version";
import { listChanges } from "@/server/journeys/versions/list-changes";
import { listVersions } from "@/server/journeys/versions/list-versions";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { discardDraft, restoreVersion } from "@/server/journeys/versions/restore-version";
import { authorise } from "@/server/mutate";
import { errandPorts } from "@/server/wiring";
import { journeyModel } from "@/server/wiring/models";

const one = workspaceProcedure.input(contract.journeyInput);

export const journeysRouter = router({
  list: workspaceProcedure
    .input(contract.listJourneysInput)
    .query(({ ctx, input }) => listJourneys(ctx.workspace, input)),
  templates: workspaceProcedure.query(({ ctx }) => listTemplates(ctx.workspace)),
  saveTemplate: workspaceProcedure
    .input(contract.saveTemplateInput)
    .mutation(({ ctx, input }) => saveTemplate(ctx.workspace, input)),
  deleteTemplate: workspaceProcedure
    .input(contract.templateInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx.workspace, input)),
  drafting: workspaceProcedure.query(({ ctx }) => {
    authorise(ctx.workspace, "journeys.read");
    return { available: journeyModel() !== undefined };
  }),
  draftFromWords: workspaceProcedure
    .input(contract.draftFromWordsInput)
    .mutation(({ ctx, input, signal }) => draftFromWords(ctx.workspace, input, journeyModel(), signal)),
  get: one.query(({ ctx, input }) => getJourney(ctx.workspace, input)),
  create: workspaceProcedure
    .input(contract.createJourneyInput)
    .mutation(({ ctx, input }) => createJourney(ctx.workspace, input)),
  rename: workspaceProcedure
    .input(contract.renameJourneyInput)
    .mutation(({ ctx, input }) => renameJourney(ctx.workspace, input)),
  saveDraft: workspaceProcedure
    .input(contract.saveDraftInput)
    .mutation(({ ctx, input }) => saveDraft(ctx.workspace, input)),
  proof: one.query(({ ctx, input }) => proveDraft(ctx.workspace, input)),
  publish: workspaceProcedure
    .input(contract.publishJourneyInput)
    .mutation(({ ctx, input }) => publishJourney(ctx.workspace, input)),
  webhookSecret: workspaceProcedure.query(({ ctx }) =>
    getWebhookSecret(ctx.workspace, errandPorts(ctx.workspace.mode).secret),
  ),
  tryRule: workspaceProcedure.input(contract.tryRuleInput).query(({ ctx, input }) => tryRule(ctx.workspace, input)),
  restoreVersion: workspaceProcedure
    .input(contract.restoreVersionInput)
    .mutation(({ ctx, input }) => restoreVersion(ctx.workspace, input)),
  discardDraft: workspaceProcedure
    .input(contract.draftInput)
    .mutation(({ ctx, input }) => discardDraft(ctx.workspace, input)),
  versions: workspaceProcedure
    .input(contract.listVersionsInput)
    .query(({ ctx, input }) => listVersions(ctx.workspace, input)),
  changes: workspaceProcedure
    .input(contract.listChangesInput)
    .query(({ ctx, input }) => listChanges(ctx.workspace, input)),
  version: workspaceProcedure.input(contract.versionInput).query(({ ctx, input }) => getVersion(ctx.workspace, input)),
  archive: one.mutation(({ ctx, input }) => archiveJourney(ctx.workspace, input)),
  restore: one.mutation(({ ctx, input }) => restoreJourney(ctx.workspace, input)),
  export: one.query(({ ctx, input }) => exportJourney(ctx.workspace, input)),
  import: workspaceProcedure
    .input(contract.importJourneyInput)
    .mutation(({ ctx, input }) => importJourney(ctx.workspace, input)),
});
