"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import type { EditorActions } from "@/components/graph-builder/editing/use-editor";
import { useDraftingAvailable, WordsField } from "@/components/journey-builder/drafting/words-field";
import { useTRPCClient } from "@/components/trpc/provider";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { toastOffer } from "@/components/ui/overlays/toast-offer";

/** Has the journey drafted from a description: one edit in place of what was drawn, taken back by undo. */
export function WordsDialog({
  actions,
  open,
  onOpenChange,
}: {
  actions: EditorActions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("builder.words");
  const journeys = useTranslations("journeys");
  const messageOf = useModelErrorText();
  const client = useTRPCClient();
  const available = useDraftingAvailable(open);
  const [words, setWords] = useState("");
  const asking = useRef<AbortController | null>(null);
  const draft = useMutation({
    mutationFn: (description: string) => {
      asking.current = new AbortController();
      return client.journeys.draftFromWords.mutate({ description }, { signal: asking.current.signal });
    },
    onSuccess: ({ graph, problems }) => {
      actions.edit(() => ({ graph, select: [] }));
      onOpenChange(false);
      toast.success(t("done", { steps: graph.nodes.length, problems }), toastOffer(journeys("undo"), actions.undo));
    },
    onError: () => undefined,
  });

  function close() {
    asking.current?.abort();
    draft.reset();
    onOpenChange(false);
  }

  return (
    <ActionDialog
      title={t("title")}
      description={t("replaces")}
      action={t("draft")}
      open={open}
      ready={Boolean(available) && words.trim().length >= 10}
      pending={draft.isPending}
      error={draft.isError ? messageOf(draft.error) : null}
      className="max-w-lg"
      onSubmit={() => draft.mutate(words)}
      onClose={close}
    >
      <WordsField value={words} onChange={setWords} available={available} />
    </ActionDialog>
  );
}

/** What the model's refusal or silence means; the server's sentence where it has one to say. */
export function useModelErrorText(): (error: unknown) => string {
  const t = useTranslations("builder.words");
  const errorText = useErrorText();
  return (error) => {
    const { code, message } = errorFacts(error);
    if (code === "PRECONDITION") return message ?? errorText(error);
    return code === "PROVIDER_UNAVAILABLE" ? t("noAnswer") : errorText(error);
  };
}
