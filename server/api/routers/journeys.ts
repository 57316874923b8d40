import { router, workspaceProcedure } from "@/server/api/trpc";
import { archiveJourney, restoreJourney } from "@/server/journeys/archive-journey";
import * as contract from "@/server/journeys/contract";
import { createJourney } from "@/server/journeys/create-journey";
import { exportJourney } from "@/server/journeys/export-journey";
import { getJourney } from "@/server/journeys/get-journey";
import { getVersion } from "@/server/journeys/get-version";
import { importJourney } from "@/server/journeys/import-journey";
import { listJourneys } from "@/server/journeys/list-journeys";
import { listTemplates } from "@/server/journeys/list-templates";
import { listVersions } from "@/server/journeys/list-versions";
import { proveDraft } from "@/server/journeys/prove-draft";
import { publishJourney } from "@/server/journeys/publish-journey";
import { renameJourney } from "@/server/journeys/rename-journey";
import { saveDraft } from "@/server/journeys/save-draft";

const one = workspaceProcedure.input(contract.journeyInput);

export const journeysRouter = router({
  list: workspaceProcedure
    .input(contract.listJourneysInput)
    .query(({ ctx, input }) => listJourneys(ctx.workspace, input)),
  templates: workspaceProcedure.query(({ ctx }) => listTemplates(ctx.workspace)),
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
  versions: one.query(({ ctx, input }) => listVersions(ctx.workspace, input)),
  version: workspaceProcedure.input(contract.versionInput).query(({ ctx, input }) => getVersion(ctx.workspace, input)),
  archive: one.mutation(({ ctx, input }) => archiveJourney(ctx.workspace, input)),
  restore: one.mutation(({ ctx, input }) => restoreJourney(ctx.workspace, input)),
  export: one.query(({ ctx, input }) => exportJourney(ctx.workspace, input)),
  import: workspaceProcedure
    .input(contract.importJourneyInput)
    .mutation(({ ctx, input }) => importJourney(ctx.workspace, input)),
});
