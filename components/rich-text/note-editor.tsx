"use client";

import { EditorContent, type JSONContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { Bold, Italic, List, ListOrdered } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { NoteText } from "@/server/calls/notes/note-text";
import "@/components/rich-text/message-editor.css";

const kit = StarterKit.configure({
  blockquote: false,
  code: false,
  codeBlock: false,
  heading: false,
  horizontalRule: false,
  link: false,
  underline: false,
});

/** Writes a note, from where it opens: paragraphs and lists with bold and italic. `onChange` gets null while nothing is written. */
export function NoteEditor({
  label,
  value,
  onChange,
}: {
  label: string;
  value: NoteText | null;
  onChange: (note: NoteText | null) => void;
}) {
  const t = useTranslations("ui.editor");
  const editor = useEditor({
    immediatelyRender: false,
    autofocus: "end",
    extensions: [kit],
    content: (value ?? undefined) as JSONContent | undefined,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        class:
          "message-editor min-h-20 px-3 py-2 text-sm outline-none [&_ol]:list-decimal [&_ul]:list-disc [&_:is(ol,ul)]:pl-5",
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : (changed.getJSON() as NoteText)),
  });
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now?.isActive("bold") ?? false,
      italic: now?.isActive("italic") ?? false,
      bulletList: now?.isActive("bulletList") ?? false,
      orderedList: now?.isActive("orderedList") ?? false,
    }),
  });
  const tools = [
    { key: "bold", Icon: Bold, run: () => editor?.chain().focus().toggleBold().run() },
    { key: "italic", Icon: Italic, run: () => editor?.chain().focus().toggleItalic().run() },
    { key: "bulletList", Icon: List, run: () => editor?.chain().focus().toggleBulletList().run() },
    { key: "orderedList", Icon: ListOrdered, run: () => editor?.chain().focus().toggleOrderedList().run() },
  ] as const;
  return (
    <div className="rounded-md border bg-background focus-within:ring-2 focus-within:ring-ring">
      <div role="toolbar" aria-label={t("toolbar")} className="flex gap-0.5 border-b p-1">
        {tools.map(({ key, Icon, run }) => (
          <Button
            key={key}
            type="button"
            variant="ghost"
            size="icon-sm"
            aria-label={t(key)}
            aria-pressed={active?.[key] ?? false}
            className={cn(active?.[key] && "bg-accent")}
            onClick={run}
          >
            <Icon aria-hidden />
          </Button>
        ))}
      </div>
      <EditorContent editor={editor} />
    </div>
  );
}
