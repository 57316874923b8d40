"use client";

import { Group as GroupIcon, StickyNote, Trash2, Ungroup } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import * as annotate from "@/server/graphs/annotations";
import type { Group, Note } from "@/server/graphs/shape";

/** What a note says. */
export function NotePanel({ editor, note }: { editor: Editor; note: Note }) {
  const t = useTranslations("builder.notes");
  const id = useId();
  return (
    <section aria-label={t("title")} className="grid gap-4">
      <header className="flex items-center gap-2">
        <StickyNote className="size-4 text-warning" aria-hidden />
        <h2 className="flex-1 text-sm font-semibold">{t("title")}</h2>
        {!editor.readOnly && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("delete")}
            onClick={() => editor.edit((graph) => annotate.removeAnnotations(graph, [note.id]))}
          >
            <Trash2 />
          </Button>
        )}
      </header>
      <div className="grid gap-1.5">
        <Label htmlFor={id}>{t("text")}</Label>
        <Textarea
          id={id}
          rows={6}
          maxLength={2_000}
          disabled={editor.readOnly}
          value={note.text}
          placeholder={t("placeholder")}
          onChange={(event) => {
            const text = event.target.value;
            editor.edit((graph) => annotate.writeNote(graph, note.id, text), `${note.id}.text`);
          }}
        />
      </div>
      <p className="text-xs text-muted-foreground">{t("hint", { thing: editor.kit.thing })}</p>
    </section>
  );
}

/** What a group is called, and what is in it. */
export function GroupPanel({ editor, group }: { editor: Editor; group: Group }) {
  const t = useTranslations("builder.groups");
  const { edits, useWords } = editor.kit;
  const words = useWords();
  const id = useId();
  return (
    <section aria-label={t("title")} className="grid gap-4">
      <header className="flex items-center gap-2">
        <GroupIcon className="size-4 text-muted-foreground" aria-hidden />
        <h2 className="flex-1 text-sm font-semibold">{t("title")}</h2>
        {!editor.readOnly && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() =>
              editor.edit((graph) => ({
                graph: annotate.removeAnnotations(graph, [group.id]),
                select: group.nodeIds,
              }))
            }
          >
            <Ungroup />
            {t("ungroup")}
          </Button>
        )}
      </header>
      <div className="grid gap-1.5">
        <Label htmlFor={id}>{t("name")}</Label>
        <Input
          id={id}
          maxLength={120}
          disabled={editor.readOnly}
          value={group.title}
          placeholder={t("untitled")}
          onChange={(event) => {
            const title = event.target.value;
            editor.edit((graph) => annotate.renameGroup(graph, group.id, title), `${group.id}.title`);
          }}
        />
      </div>
      <ul className="-mx-2 grid">
        {group.nodeIds.map((nodeId) => {
          const node = edits.nodeById(editor.graph, nodeId);
          if (!node) return null;
          return (
            <li key={nodeId}>
              <button
                type="button"
                className="w-full truncate rounded-md px-2 py-1.5 text-left text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
                onClick={() => editor.select([nodeId])}
              >
                {words.title(node)}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
