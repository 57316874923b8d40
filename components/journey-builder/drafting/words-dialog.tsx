"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useDraftingAvailable, WordsField } from "@/components/journey-builder/drafting/words-field";
import type { EditorActions } from "@/components/journey-builder/editing/use-editor";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { errorFacts, useErrorText } from "@/components/ui/error-state";

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
      toast.success(t("done", { steps: graph.nodes.length, problems }), {
        action: { label: journeys("undo"), onClick: actions.undo },
      });
    },
    onError: () => undefined,
  });

  function close(isOpen: boolean) {
    if (!isOpen) asking.current?.abort();
    draft.reset();
    onOpenChange(isOpen);
  }

  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogDescription>{t("replaces")}</DialogDescription>
        </DialogHeader>
        <form
          id="draft-from-words"
          onSubmit={(event) => {
            event.preventDefault();
            draft.mutate(words);
          }}
        >
          <WordsField value={words} onChange={setWords} available={available} />
          {draft.isError && (
            <p role="alert" className="mt-2 text-sm text-destructive-strong">
              {messageOf(draft.error)}
            </p>
          )}
        </form>
        <DialogFooter>
          <Button variant="outline" onClick={() => close(false)}>
            {journeys("publish.cancel")}
          </Button>
          <Button
            type="submit"
            form="draft-from-words"
            pending={draft.isPending}
            disabled={!available || words.trim().length < 10}
          >
            {t("draft")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
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
