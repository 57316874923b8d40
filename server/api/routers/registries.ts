import { router, workspaceProcedure } from "@/server/api/trpc";
import { uploadListInput } from "@/server/registries/contract";
import { listRegistries } from "@/server/registries/list-registries";
import { uploadList } from "@/server/registries/upload-list";

export const registriesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listRegistries(ctx.workspace)),
  upload: workspaceProcedure.input(uploadListInput).mutation(({ ctx, input }) => uploadList(ctx.workspace, input)),
});
