"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import type { EditorActions } from "@/components/graph-builder/editing/use-editor";
import type { Autosaver } from "@/components/graph-builder/saving/autosaver";
import type { ToRestore } from "@/components/graph-builder/use-place";
import { useErrorText } from "@/components/ui/error-state";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import type { DrawnGraph } from "@/server/graphs/shape";

type Saved<Graph> = { draft: Graph; draftRevision: number };

/**
 * Puts what the server gives in the draft's place: one edit, so that undo brings back what was drawn. `onSaved` hears of
 * what the server has then.
 */
export function useReplaceDraft<Graph extends DrawnGraph>(
  actions: EditorActions<Graph>,
  saver: Autosaver<Graph>,
  onSaved: (saved: Saved<Graph>) => Promise<unknown>,
) {
  const t = useTranslations("builder");
  const errorText = useErrorText();
  return async (run: (draftRevision: number) => Promise<Saved<Graph>>, done: string): Promise<void> => {
    const draftRevision = await saver.flush();
    if (draftRevision === null) return void toast.error(t("history.notSaved"));
    try {
      const saved = await run(draftRevision);
      saver.adopt(saved);
      actions.edit(() => ({ graph: saved.draft, select: [] }));
      toast.success(done, toastOffer(t("undo"), actions.undo));
      await onSaved(saved);
    } catch (error) {
      toast.error(errorText(error));
    }
  };
}

/** Rolls back to a version that was asked for elsewhere, once. */
export function useAskedRestore(
  asked: ToRestore | null,
  onTaken: () => void,
  restore: (version: ToRestore) => Promise<void>,
): void {
  const restoring = useRef(false);
  useEffect(() => {
    if (!asked || restoring.current) return;
    restoring.current = true;
    onTaken();
    void restore(asked).finally(() => {
      restoring.current = false;
    });
  });
}
