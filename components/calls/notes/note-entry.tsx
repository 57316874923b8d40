"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NoteForm } from "@/components/calls/notes/note-form";
import { useNoteMutation } from "@/components/calls/notes/use-note-mutation";
import { NoteView } from "@/components/rich-text/note-view";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useOpener } from "@/components/ui/focus/focus-if-lost";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { When } from "@/components/ui/when";
import type { CallNote } from "@/server/calls/contract";

export function NoteEntry({
  note,
  focusAfter,
}: {
  note: CallNote;
  /** What has the focus once the note is gone. */
  focusAfter: () => HTMLElement | null;
}) {
  const t = useTranslations("calls.notes");
  const trpc = useTRPC();
  const [isEditing, setEditing] = useState(false);
  const editButton = useOpener<HTMLButtonElement>(isEditing);
  const edit = useNoteMutation(trpc.calls.editNote, t("saved"), () => setEditing(false));
  const remove = useNoteMutation(trpc.calls.removeNote, t("removed"));
  if (isEditing)
    return (
      <li>
        <NoteForm
          note={note}
          pending={edit.isPending}
          onSave={(written) => edit.mutate({ noteId: note.id, ...written })}
          onCancel={() => setEditing(false)}
        />
      </li>
    );
  return (
    <li className="grid gap-1.5 border-b pb-4 last:border-b-0 last:pb-0">
      <div className="flex items-start gap-2">
        <p className="mr-auto text-xs text-muted-foreground">
          {note.author ?? t("somebody")} · <When at={note.createdAt} />
          {note.updatedAt > note.createdAt && ` · ${t("edited")}`}
        </p>
        {note.mine && (
          <span className="flex gap-0.5">
            <Button
              ref={editButton}
              variant="ghost"
              size="icon-sm"
              aria-label={t("edit")}
              onClick={() => setEditing(true)}
            >
              <Pencil aria-hidden />
            </Button>
            <ConfirmDialog
              button={
                <Button variant="ghost" size="icon-sm" aria-label={t("remove")}>
                  <Trash2 aria-hidden />
                </Button>
              }
              title={t("removeTitle")}
              description={t("removeBody")}
              focusAfter={focusAfter}
              actions={[{ label: t("remove"), act: () => remove.mutate({ noteId: note.id }) }]}
            />
          </span>
        )}
      </div>
      <NoteView note={note.body} />
      <p className="flex flex-wrap gap-1.5">
        <Badge variant="secondary">{t(`categories.${note.category}`)}</Badge>
        {note.tags.map((tag) => (
          <Badge key={tag} variant="outline">
            {tag}
          </Badge>
        ))}
      </p>
    </li>
  );
}
