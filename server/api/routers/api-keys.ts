import { personContextOf } from "@/server/api/person-door";
import { router, workspaceProcedure } from "@/server/api/trpc";
import { apiKeyIdInput, createApiKeyInput } from "@/server/api-keys/contract";
import { createApiKey } from "@/server/api-keys/create-api-key";
import { listApiKeys } from "@/server/api-keys/list-api-keys";
import { revokeApiKey } from "@/server/api-keys/revoke-api-key";

export const apiKeysRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listApiKeys(ctx.workspace, personContextOf(ctx).clock.now())),
  create: workspaceProcedure
    .input(createApiKeyInput)
    .mutation(({ ctx, input }) => createApiKey(ctx.workspace, personContextOf(ctx), input)),
  revoke: workspaceProcedure
    .input(apiKeyIdInput)
    .mutation(({ ctx, input }) => revokeApiKey(ctx.workspace, personContextOf(ctx), input)),
});
