// The text of a message as it is stored: the document form of the rich editor. Pure.
import { z } from "zod";

/** Text with typed variables, in the document form of the rich editor: blocks of inline text, variables and breaks. */
const inline = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), marks: z.array(z.enum(["bold", "italic"])).optional() }),
  z.object({ type: z.literal("variable"), name: z.string() }),
  z.object({ type: z.literal("hardBreak") }),
]);
export const messageBody = z.object({
  type: z.literal("doc"),
  content: z.array(z.object({ type: z.literal("paragraph"), content: z.array(inline).default([]) })),
});
export type MessageBody = z.infer<typeof messageBody>;
