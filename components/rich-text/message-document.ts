// Between the message bodies that journeys keep and the documents of the editor's library. Pure.
import type { JSONContent } from "@tiptap/react";
import type { MessageBody } from "@/server/journeys/graph/schema";

type Paragraph = MessageBody["content"][number];
type Inline = Paragraph["content"][number];

/** For the editor. */
export function toEditor(body: MessageBody | undefined): JSONContent {
  const paragraphs = body?.content.length ? body.content : [{ type: "paragraph" as const, content: [] }];
  return {
    type: "doc",
    content: paragraphs.map(({ content }) => ({ type: "paragraph", content: content.map(inlineToEditor) })),
  };
}

function inlineToEditor(part: Inline): JSONContent {
  if (part.type === "variable") return { type: "variable", attrs: { name: part.name } };
  if (part.type === "hardBreak") return { type: "hardBreak" };
  const marks = part.marks?.map((type) => ({ type }));
  return { type: "text", text: part.text, ...(marks?.length ? { marks } : {}) };
}

/** What the editor holds, as a message body; what bodies do not know is dropped. */
export function fromEditor(document: JSONContent): MessageBody {
  const paragraphs = (document.content ?? []).filter((block) => block.type === "paragraph");
  return {
    type: "doc",
    content: paragraphs.map((block) => ({
      type: "paragraph",
      content: (block.content ?? []).flatMap(inlineFromEditor),
    })),
  };
}

function inlineFromEditor(part: JSONContent): Inline[] {
  if (part.type === "variable") return [{ type: "variable", name: String(part.attrs?.name ?? "") }];
  if (part.type === "hardBreak") return [{ type: "hardBreak" }];
  if (part.type !== "text" || !part.text) return [];
  const marks = (part.marks ?? []).map(({ type }) => type).filter((type) => type === "bold" || type === "italic");
  return [{ type: "text", text: part.text, ...(marks.length > 0 ? { marks } : {}) }];
}
