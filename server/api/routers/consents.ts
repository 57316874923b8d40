import { router, workspaceProcedure } from "@/server/api/trpc";
import { listConsentsInput, recordConsentInput, revokeConsentInput } from "@/server/consents/contract";
import { listConsents } from "@/server/consents/list-consents";
import { recordConsent } from "@/server/consents/record-consent";
import { revokeConsent } from "@/server/consents/revoke-consent";

export const consentsRouter = router({
  list: workspaceProcedure.input(listConsentsInput).query(({ ctx, input }) => listConsents(ctx.workspace, input)),
  record: workspaceProcedure
    .input(recordConsentInput)
    .mutation(({ ctx, input }) => recordConsent(ctx.workspace, input)),
  revoke: workspaceProcedure
    .input(revokeConsentInput)
    .mutation(({ ctx, input }) => revokeConsent(ctx.workspace, input)),
});
