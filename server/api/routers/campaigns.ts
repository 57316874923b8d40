import { router, workspaceProcedure } from "@/server/api/trpc";
import { endCampaign, pauseCampaign, resumeCampaign } from "@/server/campaigns/change-campaign";
import { changePlan } from "@/server/campaigns/change-plan";
import * as contract from "@/server/campaigns/contract";
import { previewAudience } from "@/server/campaigns/entering/preview-audience";
import { experimentInput } from "@/server/campaigns/experiment/contract";
import { getExperiment } from "@/server/campaigns/experiment/get-experiment";
import { getSplitResults } from "@/server/campaigns/experiment/get-split-results";
import { getCampaign } from "@/server/campaigns/get-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { listCampaigns } from "@/server/campaigns/list-campaigns";
import { getEnrollmentHistory, listEnrollments } from "@/server/campaigns/list-enrollments";
import { moveInput, previewMoveInput, startMoveInput } from "@/server/campaigns/moves/contract";
import { previewMove, startMove } from "@/server/campaigns/moves/start-move";
import { lastMove, undoMove } from "@/server/campaigns/moves/undo-move";
import { progressInput } from "@/server/campaigns/progress/contract";
import { getProgress } from "@/server/campaigns/progress/get-progress";
import { getStepCounts } from "@/server/campaigns/progress/get-step-counts";
import { rehearseLaunchInput } from "@/server/campaigns/rehearsal/contract";
import { rehearseLaunch } from "@/server/campaigns/rehearsal/rehearse-launch";
import { retryEnrollment } from "@/server/campaigns/retry-enrollment";
import { toPublicId } from "@/server/public-ids";
import { outside, workQueue } from "@/server/wiring";

const one = workspaceProcedure.input(contract.campaignInput);

export const campaignsRouter = router({
  list: workspaceProcedure
    .input(contract.listCampaignsInput)
    .query(({ ctx, input }) => listCampaigns(ctx.workspace, input)),
  get: one.query(({ ctx, input }) => getCampaign(ctx.workspace, input)),
  previewAudience: workspaceProcedure
    .input(contract.previewAudienceInput)
    .query(({ ctx, input }) => previewAudience(ctx.workspace, input)),
  rehearse: workspaceProcedure
    .input(rehearseLaunchInput)
    .query(({ ctx, input }) => rehearseLaunch(ctx.workspace, input, outside(ctx.workspace.mode))),
  launch: workspaceProcedure.input(contract.launchCampaignInput).mutation(async ({ ctx, input }) => {
    const { campaignId } = await launchCampaign(ctx.workspace, input, workQueue());
    return { campaignId: toPublicId("campaign", campaignId) };
  }),
  pause: one.mutation(({ ctx, input }) => pauseCampaign(ctx.workspace, input)),
  resume: workspaceProcedure
    .input(contract.resumeCampaignInput)
    .mutation(({ ctx, input }) => resumeCampaign(ctx.workspace, input)),
  changePlan: workspaceProcedure
    .input(contract.changePlanInput)
    .mutation(({ ctx, input }) => changePlan(ctx.workspace, input)),
  previewMove: workspaceProcedure.input(previewMoveInput).query(({ ctx, input }) => previewMove(ctx.workspace, input)),
  lastMove: workspaceProcedure.input(moveInput).query(({ ctx, input }) => lastMove(ctx.workspace, input)),
  startMove: workspaceProcedure
    .input(startMoveInput)
    .mutation(({ ctx, input }) => startMove(ctx.workspace, input, workQueue())),
  undoMove: workspaceProcedure.input(moveInput).mutation(({ ctx, input }) => undoMove(ctx.workspace, input)),
  stepCounts: workspaceProcedure.input(progressInput).query(({ ctx, input }) => getStepCounts(ctx.workspace, input)),
  progress: workspaceProcedure.input(progressInput).query(({ ctx, input }) => getProgress(ctx.workspace, input)),
  experiment: workspaceProcedure.input(experimentInput).query(({ ctx, input }) => getExperiment(ctx.workspace, input)),
  splits: workspaceProcedure.input(experimentInput).query(({ ctx, input }) => getSplitResults(ctx.workspace, input)),
  end: one.mutation(({ ctx, input }) => endCampaign(ctx.workspace, input)),
  enrollments: workspaceProcedure
    .input(contract.listEnrollmentsInput)
    .query(({ ctx, input }) => listEnrollments(ctx.workspace, input)),
  history: workspaceProcedure
    .input(contract.enrollmentInput)
    .query(({ ctx, input }) => getEnrollmentHistory(ctx.workspace, input)),
  retryEnrollment: workspaceProcedure
    .input(contract.enrollmentInput)
    .mutation(({ ctx, input }) => retryEnrollment(ctx.workspace, input)),
});
