"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { Trial } from "@/components/flow-builder/trying/use-trial";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";

/** Keeps a trial that is over as somebody to test the conversation on. */
export function SaveCase({ flowId, told }: { flowId: string; told: NonNullable<Trial["told"]> }) {
  const t = useTranslations("flows.suites.cases");
  const refusalText = useRefusalText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayKeep = useMay("flows.update");
  const [title, setTitle] = useState("");
  const save = useMutation(
    trpc.flows.cases.save.mutationOptions({
      meta: { quiet: true },
      onSuccess: (_saved, { title: name }) => {
        setTitle("");
        toast.success(t("saved", { name }));
        return client.invalidateQueries({ queryKey: trpc.flows.suites.pathKey() });
      },
    }),
  );
  if (!mayKeep) return null;
  const { draft, language, answersAs, said } = told;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim()) save.mutate({ flowId, draft, language, answersAs, said, title });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 border-t pt-3">
      <FormField label={t("name")} hint={t("hint")}>
        {(control) => (
          <Input {...control} maxLength={120} value={title} onChange={({ target }) => setTitle(target.value)} />
        )}
      </FormField>
      <Button
        type="submit"
        variant="outline"
        size="sm"
        className="w-fit"
        disabled={!title.trim()}
        pending={save.isPending}
      >
        <BookmarkPlus aria-hidden /> {t("save")}
      </Button>
      {save.error && (
        <p role="alert" className="text-sm text-destructive-strong">
          {refusalText(save.error)}
        </p>
      )}
    </form>
  );
}
