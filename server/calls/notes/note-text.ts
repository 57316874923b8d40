// The rich text of a note: paragraphs and lists with bold, italic and links, as the editor gives it. Pure, safe in the browser.
import { z } from "zod";

const NOTE_MAX = 10_000;

const mark = z.discriminatedUnion("type", [
  z.object({ type: z.literal("bold") }),
  z.object({ type: z.literal("italic") }),
  z.object({ type: z.literal("strike") }),
]);
const inline = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string().min(1).max(NOTE_MAX), marks: z.array(mark).max(3).optional() }),
  z.object({ type: z.literal("hardBreak") }),
]);
const paragraph = z.object({ type: z.literal("paragraph"), content: z.array(inline).max(500).optional() });
const listItem = z.object({ type: z.literal("listItem"), content: z.array(paragraph).min(1).max(20) });
const list = z.object({ type: z.enum(["bulletList", "orderedList"]), content: z.array(listItem).min(1).max(200) });
const block = z.union([paragraph, list]);

export type NoteText = z.infer<typeof noteDocument>;
type Inline = z.infer<typeof inline>;
type Block = z.infer<typeof block>;

const noteDocument = z.object({ type: z.literal("doc"), content: z.array(block).min(1).max(500) });

/** What of it can be read aloud: a line for each paragraph and list item. */
function plainNote({ content }: NoteText): string {
  return content.flatMap(linesOf).join("\n");
}

export const noteText = noteDocument
  .refine((note) => plainNote(note).trim() !== "", { message: "Write something." })
  .refine((note) => plainNote(note).length <= NOTE_MAX, { message: `Write at most ${NOTE_MAX} characters.` });

function linesOf(part: Block): string[] {
  if (part.type === "paragraph") return [textOf(part.content ?? [])];
  return part.content.map((item, index) => {
    const sign = part.type === "orderedList" ? `${index + 1}. ` : "• ";
    return sign + item.content.map(({ content = [] }) => textOf(content)).join("\n  ");
  });
}

const textOf = (parts: readonly Inline[]) => parts.map((part) => (part.type === "text" ? part.text : "\n")).join("");
