import { router, workspaceProcedure } from "@/server/api/trpc";
import { listPromisesInput, recordPromiseInput } from "@/server/promises/contract";
import { listPromises } from "@/server/promises/list-promises";
import { recordPromise } from "@/server/promises/record-promise";
import { toPublicId } from "@/server/public-ids";

export const promisesRouter = router({
  list: workspaceProcedure.input(listPromisesInput).query(({ ctx, input }) => listPromises(ctx.workspace, input)),
  record: workspaceProcedure.input(recordPromiseInput).mutation(async ({ ctx, input }) => {
    const { promiseIds } = await recordPromise(ctx.workspace, { ...input, source: "member" });
    return { promiseIds: promiseIds.map((id) => toPublicId("promise", id)) };
  }),
});
