"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { EditorActions } from "@/components/journey-builder/editing/use-editor";
import type { Autosaver } from "@/components/journey-builder/saving/autosaver";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import type { SavedDraft } from "@/server/journeys/contract";

/** Puts a published version in the draft's place: one edit, so that undo brings back what was drawn. */
export function useReplaceDraft(journeyId: string, actions: EditorActions, saver: Autosaver) {
  const t = useTranslations("builder.history");
  const journeys = useTranslations("journeys");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const restore = useMutation(trpc.journeys.restoreVersion.mutationOptions({ meta: { quiet: true } }));
  const discard = useMutation(trpc.journeys.discardDraft.mutationOptions({ meta: { quiet: true } }));

  async function replace(run: (draftRevision: number) => Promise<SavedDraft>, done: string) {
    const draftRevision = await saver.flush();
    if (draftRevision === null) return void toast.error(t("notSaved"));
    try {
      const saved = await run(draftRevision);
      saver.adopt(saved);
      actions.edit(() => ({ graph: saved.draft, select: [] }));
      queryClient.setQueryData(trpc.journeys.get.queryKey({ journeyId }), (old) => old && { ...old, ...saved });
      toast.success(done, toastOffer(journeys("undo"), actions.undo));
      await queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() });
    } catch (error) {
      toast.error(errorText(error));
    }
  }

  return {
    restore: (version: { id: string; number: number }) =>
      replace(
        (draftRevision) => restore.mutateAsync({ journeyId, draftRevision, versionId: version.id }),
        t("restored", { number: version.number }),
      ),
    discard: (number: number) =>
      replace((draftRevision) => discard.mutateAsync({ journeyId, draftRevision }), t("discarded", { number })),
  };
}
