import { router, workspaceProcedure } from "@/server/api/trpc";
import { allowedHours } from "@/server/contact-rules/allowed-hours";
import { previewCollector } from "@/server/contact-rules/collector/preview-collector";
import { readCollector } from "@/server/contact-rules/collector/read-collector";
import { saveCollector } from "@/server/contact-rules/collector/save-collector";
import {
  allowedHoursInput,
  previewCollectorInput,
  saveCollectorInput,
  saveHousePolicyInput,
  tryContactInput,
} from "@/server/contact-rules/contract";
import { listRules } from "@/server/contact-rules/list-rules";
import { readHousePolicy } from "@/server/contact-rules/read-house-policy";
import { saveHousePolicy } from "@/server/contact-rules/save-house-policy";
import { tryContact } from "@/server/contact-rules/try-contact";

export const contactRulesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listRules(ctx.workspace)),
  house: workspaceProcedure.query(({ ctx }) => readHousePolicy(ctx.workspace)),
  saveHouse: workspaceProcedure
    .input(saveHousePolicyInput)
    .mutation(({ ctx, input }) => saveHousePolicy(ctx.workspace, input)),
  collector: workspaceProcedure.query(({ ctx }) => readCollector(ctx.workspace)),
  previewCollector: workspaceProcedure
    .input(previewCollectorInput)
    .query(({ ctx, input }) => previewCollector(ctx.workspace, input)),
  saveCollector: workspaceProcedure
    .input(saveCollectorInput)
    .mutation(({ ctx, input }) => saveCollector(ctx.workspace, input)),
  tryContact: workspaceProcedure.input(tryContactInput).query(({ ctx, input }) => tryContact(ctx.workspace, input)),
  allowedHours: workspaceProcedure
    .input(allowedHoursInput)
    .query(({ ctx, input }) => allowedHours(ctx.workspace, input)),
});
