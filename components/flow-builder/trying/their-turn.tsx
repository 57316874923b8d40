"use client";

import { Pencil, Repeat } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { typedLine } from "@/components/flow-builder/trying/typed-line";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { SaidInTrial, TriedFlow } from "@/server/flows/contract";

type Turn = Extract<TriedFlow["turns"][number], { by: "them" }>;

/** What the typist did as the debtor, to be said differently or once more. */
export function TheirTurn({
  turn,
  mayTell,
  onEdit,
  onReplay,
}: {
  turn: Turn;
  mayTell: boolean;
  /** `onTold`: it was answered. */
  onEdit: (line: SaidInTrial, onTold: () => void) => void;
  onReplay: () => void;
}) {
  const t = useTranslations("flows.try");
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  if (isEditing)
    return (
      <EditTurn
        text={turn.text ?? ""}
        mayTell={mayTell}
        onSave={(line) => onEdit(line, () => setEditing(false))}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <div className="flex items-center justify-end gap-1">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("replay")}
        title={t("replay")}
        disabled={!mayTell}
        onClick={onReplay}
      >
        <Repeat aria-hidden />
      </Button>
      <Button
        ref={pencil}
        variant="ghost"
        size="icon-sm"
        aria-label={t("edit")}
        title={t("edit")}
        onClick={() => setEditing(true)}
      >
        <Pencil aria-hidden />
      </Button>
      <p className="min-w-0 rounded-lg bg-accent px-3 py-2 text-sm wrap-anywhere">
        {turn.text === null ? t("silence") : turn.isKeys ? t("pressed", { keys: turn.text }) : turn.text}
      </p>
    </div>
  );
}

function EditTurn({
  text,
  mayTell,
  onSave,
  onCancel,
}: {
  text: string;
  mayTell: boolean;
  onSave: (line: SaidInTrial) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("flows.try");
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayTell) onSave(typedLine(typed));
  };
  return (
    <form
      data-escape="own"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
      className="flex w-full flex-wrap justify-end gap-2 p-1"
    >
      <Input
        ref={field}
        aria-label={t("edited")}
        placeholder={t("silence")}
        maxLength={500}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" size="sm" disabled={!mayTell}>
        {t("save")}
      </Button>
      <Button variant="outline" size="sm" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </form>
  );
}
