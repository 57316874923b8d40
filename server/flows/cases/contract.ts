// What the doors of cases take. Browser safe.
import { z } from "zod";
import { tryFlowInput } from "@/server/flows/contract";
import { publicId } from "@/server/public-ids";

export const saveCaseInput = tryFlowInput.extend({
  flowId: publicId("flow"),
  title: z.string().trim().min(1).max(120),
});
export const caseInput = z.object({ caseId: publicId("flowCase") });
export type SaveCaseInput = z.output<typeof saveCaseInput>;
