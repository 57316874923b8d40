"use client";

import { type Editor, EditorContent, Extension, type JSONContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { Bold, Braces, Italic } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { fromEditor, toEditor } from "@/components/rich-text/message-document";
import { variableNode } from "@/components/rich-text/variable-node";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { MessageBody } from "@/server/journeys/graph/schema";
import { isMessageVariable, type MessageVariable, messageVariables } from "@/server/journeys/graph/variables";
import "@/components/rich-text/message-editor.css";

type Props = {
  label: string;
  value: MessageBody | undefined;
  onChange: (body: MessageBody) => void;
  /** `line`: one paragraph, as a subject; `plain`: no bold or italic, as SMS and speech. */
  form: "rich" | "plain" | "line";
  /** Variables that make no sense here, e.g. a link in a spoken text. */
  without?: readonly MessageVariable[];
  readOnly?: boolean;
  invalid?: boolean;
};

/** Writes a message body: text with variables as chips, inserted from a menu or typed as {{name}}. */
export function MessageEditor({ label, value, onChange, form, without = [], readOnly = false, invalid }: Props) {
  const t = useTranslations("journeys");
  const emitted = useRef(value);
  const change = useRef(onChange);
  change.current = onChange;
  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    editable: !readOnly,
    content: toEditor(value),
    extensions: [
      StarterKit.configure({
        ...(form === "rich" ? {} : { bold: false as const, italic: false as const }),
        blockquote: false,
        bulletList: false,
        code: false,
        codeBlock: false,
        dropcursor: false,
        gapcursor: false,
        heading: false,
        horizontalRule: false,
        link: false,
        listItem: false,
        listKeymap: false,
        orderedList: false,
        strike: false,
        trailingNode: false,
        underline: false,
      }),
      variableNode((name) => (isMessageVariable(name) ? t(`variables.${keyOf(name)}`) : undefined)),
      ...(form === "line" ? [oneLine] : []),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-label": label, "aria-multiline": form === "line" ? "false" : "true" },
    },
    onUpdate: ({ editor: current }) => {
      const body = fromEditor(current.getJSON() as JSONContent);
      emitted.current = body;
      change.current(body);
    },
  });

  useEffect(() => {
    if (!editor || value === emitted.current) return;
    emitted.current = value;
    editor.commands.setContent(toEditor(value), { emitUpdate: false });
  }, [editor, value]);

  return (
    <div className="grid gap-1.5">
      <div className="flex min-h-7 items-end justify-between gap-2">
        <span className="text-sm font-medium" aria-hidden>
          {label}
        </span>
        {!readOnly && <Tools editor={editor} form={form} without={without} field={label} />}
      </div>
      <EditorContent
        editor={editor}
        className={cn(
          "message-editor rounded-md border border-input bg-card px-2.5 py-1.5 text-sm shadow-xs focus-within:ring-2 focus-within:ring-ring",
          form === "line" ? "min-h-8" : "min-h-28",
          invalid && "border-destructive",
        )}
      />
    </div>
  );
}

function Tools({
  editor,
  form,
  without,
  field,
}: { editor: Editor | null; field: string } & Pick<Props, "form"> & { without: readonly MessageVariable[] }) {
  const t = useTranslations("journeys");
  const marks = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current?.isActive("bold") ?? false,
      italic: current?.isActive("italic") ?? false,
    }),
  });
  return (
    <div className="flex items-center gap-0.5">
      {form === "rich" && (
        <>
          <Button
            variant={marks?.bold ? "secondary" : "ghost"}
            size="icon-sm"
            aria-pressed={marks?.bold ?? false}
            aria-label={t("text.bold")}
            onClick={() => editor?.chain().focus().toggleBold().run()}
          >
            <Bold />
          </Button>
          <Button
            variant={marks?.italic ? "secondary" : "ghost"}
            size="icon-sm"
            aria-pressed={marks?.italic ?? false}
            aria-label={t("text.italic")}
            onClick={() => editor?.chain().focus().toggleItalic().run()}
          >
            <Italic />
          </Button>
        </>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="sm" aria-label={t("text.insertInto", { field })}>
            <Braces />
            {t("text.insert")}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" onCloseAutoFocus={(event) => event.preventDefault()}>
          {messageVariables
            .filter((name) => !without.includes(name))
            .map((name) => (
              <DropdownMenuItem
                key={name}
                onSelect={() => editor?.chain().focus().insertContent({ type: "variable", attrs: { name } }).run()}
              >
                {t(`variables.${keyOf(name)}`)}
              </DropdownMenuItem>
            ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}

/** Message catalogues nest at dots. */
function keyOf(name: MessageVariable): string {
  return name.replace(".", "_");
}

const oneLine = Extension.create({
  name: "oneLine",
  priority: 1_000,
  addKeyboardShortcuts() {
    return { Enter: () => true, "Shift-Enter": () => true, "Mod-Enter": () => true };
  },
});
