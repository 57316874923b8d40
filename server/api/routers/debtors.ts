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
import { listDebtors } from "@/server/debtors/list-debtors";
import { listTimeline } from "@/server/debtors/list-timeline";
import { nextSteps } from "@/server/debtors/next-steps";
import { resumeDebtor, stopDebtor } from "@/server/debtors/stop-debtor";
import { saveNoticeInput, saveWishesInput, verifyAddressInput } from "@/server/debtors/wishes/contract";
import { saveNotice, saveWishes } from "@/server/debtors/wishes/save-wishes";
import { verifyAddress } from "@/server/debtors/wishes/verify-address";

export const debtorsRouter = router({
  list: workspaceProcedure.input(listDebtorsInput).query(({ ctx, input }) => listDebtors(ctx.workspace, input)),
  count: workspaceProcedure.input(debtorFilters).query(({ ctx, input }) => countDebtors(ctx.workspace, input)),
  get: workspaceProcedure.input(debtorIdInput).query(({ ctx, input }) => getDebtor(ctx.workspace, input)),
  next: workspaceProcedure.input(debtorIdInput).query(({ ctx, input }) => nextSteps(ctx.workspace, input)),
  timeline: workspaceProcedure.input(timelineInput).query(({ ctx, input }) => listTimeline(ctx.workspace, input)),
  saveWishes: workspaceProcedure.input(saveWishesInput).mutation(({ ctx, input }) => saveWishes(ctx.workspace, input)),
  saveNotice: workspaceProcedure.input(saveNoticeInput).mutation(({ ctx, input }) => saveNotice(ctx.workspace, input)),
  verifyAddress: workspaceProcedure
    .input(verifyAddressInput)
    .mutation(({ ctx, input }) => verifyAddress(ctx.workspace, input)),
  addNote: workspaceProcedure.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx.workspace, input)),
  stop: workspaceProcedure.input(stopDebtorInput).mutation(({ ctx, input }) => stopDebtor(ctx.workspace, input)),
  resume: workspaceProcedure.input(debtorIdInput).mutation(({ ctx, input }) => resumeDebtor(ctx.workspace, input)),
});
