"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

export function NoteForm({ debtorId }: { debtorId: string }) {
  const t = useTranslations("debtors.detail.note");
  const trpc = useTRPC();
  const id = useId();
  const [body, setBody] = useState("");
  const add = useDebtorMutation(trpc.debtors.addNote, t("saved"), () => setBody(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim()) add.mutate({ debtorId, body });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <label htmlFor={id} className="sr-only">
        {t("label")}
      </label>
      <Textarea
        id={id}
        rows={2}
        maxLength={5000}
        placeholder={t("placeholder")}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      {body.trim() !== "" && (
        <Button type="submit" size="sm" className="self-end" pending={add.isPending}>
          {t("save")}
        </Button>
      )}
    </form>
  );
}
