import { cn } from "@/components/ui/cn";
import type { NoteText } from "@/server/calls/notes/note-text";

type Block = NoteText["content"][number];
type Paragraph = Extract<Block, { type: "paragraph" }>;
type Inline = NonNullable<Paragraph["content"]>[number];

/** A note as it was written. */
export function NoteView({ note }: { note: NoteText }) {
  return (
    <div className="grid gap-1.5 text-sm wrap-anywhere [&_ol]:list-decimal [&_ul]:list-disc [&_:is(ol,ul)]:pl-5">
      {numbered(note.content).map(({ at, part }) => (
        <BlockView key={at} block={part} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.type === "paragraph") return <ParagraphView paragraph={block} />;
  const items = numbered(block.content).map(({ at, part: item }) => (
    <li key={at}>
      {numbered(item.content).map(({ at: line, part }) => (
        <ParagraphView key={line} paragraph={part} />
      ))}
    </li>
  ));
  return block.type === "orderedList" ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function ParagraphView({ paragraph }: { paragraph: Paragraph }) {
  return (
    <p className="min-h-[1lh]">
      {numbered(paragraph.content ?? []).map(({ at, part }) => (
        <InlineView key={at} inline={part} />
      ))}
    </p>
  );
}

function InlineView({ inline }: { inline: Inline }) {
  if (inline.type === "hardBreak") return <br />;
  const marks = new Set(inline.marks?.map(({ type }) => type));
  return (
    <span
      className={cn(
        marks.has("bold") && "font-semibold",
        marks.has("italic") && "italic",
        marks.has("strike") && "line-through",
      )}
    >
      {inline.text}
    </span>
  );
}

/** What never moves is known by its place. */
const numbered = <Part,>(parts: readonly Part[]) => parts.map((part, at) => ({ at, part }));
