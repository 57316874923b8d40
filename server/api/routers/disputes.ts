import { router, workspaceProcedure } from "@/server/api/trpc";
import { openDisputeInput, resolveDisputeInput } from "@/server/disputes/contract";
import { openDispute } from "@/server/disputes/open-dispute";
import { resolveDispute } from "@/server/disputes/resolve-dispute";
import { toPublicId } from "@/server/public-ids";

export const disputesRouter = router({
  open: workspaceProcedure.input(openDisputeInput).mutation(async ({ ctx, input }) => {
    const { disputeId } = await openDispute(ctx.workspace, { ...input, source: "member" });
    return { disputeId: toPublicId("dispute", disputeId) };
  }),
  resolve: workspaceProcedure
    .input(resolveDisputeInput)
    .mutation(({ ctx, input }) => resolveDispute(ctx.workspace, input)),
});
