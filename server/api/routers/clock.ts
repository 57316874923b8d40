import { router, workspaceProcedure } from "@/server/api/trpc";
import { moveClockInput } from "@/server/clock/contract";
import { getClock } from "@/server/clock/get-clock";
import { cancelClockMove, moveClock } from "@/server/clock/move-clock";
import { sandboxVendors, workQueue } from "@/server/wiring";

export const clockRouter = router({
  get: workspaceProcedure.query(({ ctx }) => getClock(ctx.workspace, sandboxVendors)),
  move: workspaceProcedure
    .input(moveClockInput)
    .mutation(({ ctx, input }) => moveClock(ctx.workspace, input, { queue: workQueue(), vendors: sandboxVendors })),
  cancel: workspaceProcedure.mutation(({ ctx }) => cancelClockMove(ctx.workspace)),
});
