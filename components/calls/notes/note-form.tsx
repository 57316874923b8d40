"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { NoteEditor } from "@/components/rich-text/note-editor";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type CallNote, type CallNoteCategory, callNoteCategories } from "@/server/calls/contract";
import type { NoteText } from "@/server/calls/notes/note-text";

type Written = Pick<CallNote, "body" | "category" | "tags">;
const TAGS_MAX = 10;
const TAG_MAX = 30;

/** A note to write, or one's own to write anew. */
export function NoteForm({
  note,
  pending,
  onSave,
  onCancel,
}: {
  note?: CallNote;
  pending: boolean;
  onSave: (note: Written) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("calls.notes");
  const ui = useTranslations("ui");
  const [body, setBody] = useState<NoteText | null>(note?.body ?? null);
  const [category, setCategory] = useState<CallNoteCategory>(note?.category ?? "general");
  const [tags, setTags] = useState(note?.tags.join(", ") ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body) onSave({ body, category, tags: tagsIn(tags) });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <NoteEditor label={t("label")} value={body} onChange={setBody} />
      <div className="grid grid-cols-2 items-start gap-3">
        <FormField label={t("category")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={category}
              onChange={({ target }) =>
                setCategory(callNoteCategories.find((each) => each === target.value) ?? "general")
              }
            >
              {callNoteCategories.map((each) => (
                <option key={each} value={each}>
                  {t(`categories.${each}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        <FormField label={t("tags")} hint={t("tagsHint")}>
          {(control) => (
            <Input
              {...control}
              value={tags}
              maxLength={TAGS_MAX * (TAG_MAX + 2)}
              onChange={(event) => setTags(event.target.value)}
            />
          )}
        </FormField>
      </div>
      <div className="flex justify-end gap-2">
        <Button type="button" variant="ghost" size="sm" onClick={onCancel}>
          {ui("cancel")}
        </Button>
        <Button type="submit" size="sm" disabled={body === null} pending={pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** `late fee, POD` → two tags; what is too much is left out. */
function tagsIn(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim().slice(0, TAG_MAX));
  return [...new Set(tags.filter(Boolean))].slice(0, TAGS_MAX);
}
