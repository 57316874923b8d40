// Which published conversation answers what debtors write; none at first. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

export const writtenChannels = ["sms", "email"] as const;
export type WrittenChannel = (typeof writtenChannels)[number];

export const answerMessagesInput = z.object({
  channel: z.enum(writtenChannels),
  flowId: publicId("flow").nullable(),
});
export type AnswerMessagesInput = z.output<typeof answerMessagesInput>;

export type AnsweringConversations = Record<WrittenChannel, { id: string; name: string } | null>;
