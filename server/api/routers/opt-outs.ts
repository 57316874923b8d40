import { router, workspaceProcedure } from "@/server/api/trpc";
import { liftOptOut } from "@/server/debtors/lift-opt-out";
import { optOut } from "@/server/debtors/opt-out";
import { liftOptOutInput, optOutByMember } from "@/server/debtors/opt-out-contract";

export const optOutsRouter = router({
  optOut: workspaceProcedure.input(optOutByMember).mutation(async ({ ctx, input }) => {
    await optOut(ctx.workspace, { ...input, source: "member" });
  }),
  lift: workspaceProcedure.input(liftOptOutInput).mutation(({ ctx, input }) => liftOptOut(ctx.workspace, input)),
});
