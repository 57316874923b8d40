import { router, workspaceProcedure } from "@/server/api/trpc";
import { recordPromiseInput } from "@/server/promises/contract";
import { recordPromise } from "@/server/promises/record-promise";
import { toPublicId } from "@/server/public-ids";

export const promisesRouter = router({
  record: workspaceProcedure.input(recordPromiseInput).mutation(async ({ ctx, input }) => {
    const { promiseIds } = await recordPromise(ctx.workspace, { ...input, source: "member" });
    return { promiseIds: promiseIds.map((id) => toPublicId("promise", id)) };
  }),
});
