// Which published conversation answers what debtors write; none at first. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const answerTextsInput = z.object({ flowId: publicId("flow").nullable() });
export type AnswerTextsInput = z.output<typeof answerTextsInput>;

export type WrittenSettings = { sms: { id: string; name: string } | null };
