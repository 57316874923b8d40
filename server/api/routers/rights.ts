import { router, workspaceProcedure } from "@/server/api/trpc";
import { debtorIdInput } from "@/server/debtors/contract";
import { saveRetentionInput } from "@/server/retention/contract";
import { forecastRetention } from "@/server/retention/forecast-retention";
import { readRetention } from "@/server/retention/read-retention";
import { runRetention } from "@/server/retention/run-retention";
import { saveRetention } from "@/server/retention/save-retention";
import {
  checkIdentityInput,
  closeRequestInput,
  correctInput,
  erasureInput,
  listRequestsInput,
  openRequestInput,
  openRestrictedInput,
  requestIdInput,
  reviewInput,
} from "@/server/rights/contract";
import { correctPerson } from "@/server/rights/correct/correct-person";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { listRestricted, openRestricted } from "@/server/rights/erase/restricted-store";
import { checkIdentity, closeRequest, extendRequest } from "@/server/rights/requests/change-request";
import { getRequest, listRequests } from "@/server/rights/requests/list-requests";
import { openRequest } from "@/server/rights/requests/open-request";
import { allowAutomation, honourRequest, liftRestriction } from "@/server/rights/restrict/restrict-person";
import { listDecisions } from "@/server/rights/review/list-decisions";
import { reviewDecision } from "@/server/rights/review/review-decision";

export const rightsRouter = router({
  list: workspaceProcedure.input(listRequestsInput).query(({ ctx, input }) => listRequests(ctx.workspace, input)),
  get: workspaceProcedure.input(requestIdInput).query(({ ctx, input }) => getRequest(ctx.workspace, input)),
  open: workspaceProcedure.input(openRequestInput).mutation(({ ctx, input }) => openRequest(ctx.workspace, input)),
  checkIdentity: workspaceProcedure
    .input(checkIdentityInput)
    .mutation(({ ctx, input }) => checkIdentity(ctx.workspace, input)),
  extend: workspaceProcedure.input(requestIdInput).mutation(({ ctx, input }) => extendRequest(ctx.workspace, input)),
  close: workspaceProcedure.input(closeRequestInput).mutation(({ ctx, input }) => closeRequest(ctx.workspace, input)),
  honour: workspaceProcedure.input(requestIdInput).mutation(({ ctx, input }) => honourRequest(ctx.workspace, input)),
  liftRestriction: workspaceProcedure
    .input(debtorIdInput)
    .mutation(({ ctx, input }) => liftRestriction(ctx.workspace, input)),
  allowAutomation: workspaceProcedure
    .input(debtorIdInput)
    .mutation(({ ctx, input }) => allowAutomation(ctx.workspace, input)),
  correct: workspaceProcedure.input(correctInput).mutation(({ ctx, input }) => correctPerson(ctx.workspace, input)),
  decisions: workspaceProcedure.input(requestIdInput).query(({ ctx, input }) => listDecisions(ctx.workspace, input)),
  review: workspaceProcedure.input(reviewInput).mutation(({ ctx, input }) => reviewDecision(ctx.workspace, input)),
  erasurePlan: workspaceProcedure.input(requestIdInput).query(({ ctx, input }) => planErasure(ctx.workspace, input)),
  erase: workspaceProcedure.input(erasureInput).mutation(({ ctx, input }) => erasePerson(ctx.workspace, input)),
  restricted: workspaceProcedure.query(({ ctx }) => listRestricted(ctx.workspace)),
  openRestricted: workspaceProcedure
    .input(openRestrictedInput)
    .mutation(({ ctx, input }) => openRestricted(ctx.workspace, input)),
});

export const retentionRouter = router({
  get: workspaceProcedure.query(({ ctx }) => readRetention(ctx.workspace)),
  forecast: workspaceProcedure.query(({ ctx }) => forecastRetention(ctx.workspace)),
  save: workspaceProcedure.input(saveRetentionInput).mutation(({ ctx, input }) => saveRetention(ctx.workspace, input)),
  run: workspaceProcedure.mutation(({ ctx }) => runRetention(ctx.workspace)),
});
