import { router, workspaceProcedure } from "@/server/api/trpc";
import { addNote } from "@/server/debtors/add-note";
import {
  addNoteInput,
  debtorFilters,
  debtorIdInput,
  listDebtorsInput,
  stopDebtorInput,
  timelineInput,
} from "@/server/debtors/contract";
import { countDebtors } from "@/server/debtors/count-debtors";
import { getDebtor } from "@/server/debtors/get-debtor";
import { liftOptOut } from "@/server/debtors/lift-opt-out";
import { listDebtors } from "@/server/debtors/list-debtors";
import { listTimeline } from "@/server/debtors/list-timeline";
import { nextSteps } from "@/server/debtors/next-steps";
import { optOut } from "@/server/debtors/opt-out";
import { liftOptOutInput, optOutByMember } from "@/server/debtors/opt-out-contract";
import { resumeDebtor, stopDebtor } from "@/server/debtors/stop-debtor";
import { openDisputeInput, resolveDisputeInput } from "@/server/disputes/contract";
import { openDispute } from "@/server/disputes/open-dispute";
import { resolveDispute } from "@/server/disputes/resolve-dispute";
import { recordPromiseInput } from "@/server/promises/contract";
import { recordPromise } from "@/server/promises/record-promise";
import { toPublicId } from "@/server/public-ids";

export const debtorsRouter = router({
  list: workspaceProcedure.input(listDebtorsInput).query(({ ctx, input }) => listDebtors(ctx.workspace, input)),
  count: workspaceProcedure.input(debtorFilters).query(({ ctx, input }) => countDebtors(ctx.workspace, input)),
  get: workspaceProcedure.input(debtorIdInput).query(({ ctx, input }) => getDebtor(ctx.workspace, input)),
  next: workspaceProcedure.input(debtorIdInput).query(({ ctx, input }) => nextSteps(ctx.workspace, input)),
  timeline: workspaceProcedure.input(timelineInput).query(({ ctx, input }) => listTimeline(ctx.workspace, input)),
  addNote: workspaceProcedure.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx.workspace, input)),
  stop: workspaceProcedure.input(stopDebtorInput).mutation(({ ctx, input }) => stopDebtor(ctx.workspace, input)),
  resume: workspaceProcedure.input(debtorIdInput).mutation(({ ctx, input }) => resumeDebtor(ctx.workspace, input)),
  optOut: workspaceProcedure.input(optOutByMember).mutation(async ({ ctx, input }) => {
    await optOut(ctx.workspace, { ...input, source: "member" });
  }),
  liftOptOut: workspaceProcedure.input(liftOptOutInput).mutation(({ ctx, input }) => liftOptOut(ctx.workspace, input)),
  openDispute: workspaceProcedure.input(openDisputeInput).mutation(async ({ ctx, input }) => {
    const { disputeId } = await openDispute(ctx.workspace, { ...input, source: "member" });
    return { disputeId: toPublicId("dispute", disputeId) };
  }),
  resolveDispute: workspaceProcedure
    .input(resolveDisputeInput)
    .mutation(({ ctx, input }) => resolveDispute(ctx.workspace, input)),
  recordPromise: workspaceProcedure.input(recordPromiseInput).mutation(async ({ ctx, input }) => {
    await recordPromise(ctx.workspace, { ...input, source: "member" });
  }),
});
