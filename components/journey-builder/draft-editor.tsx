"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeysDialog } from "@/components/graph-builder/editing/keys-dialog";
import type { Resumed } from "@/components/graph-builder/editing/resume";
import { useResumed } from "@/components/graph-builder/editing/use-kept-history";
import { OpeningBuilder } from "@/components/graph-builder/opening-builder";
import { ConflictNotice } from "@/components/graph-builder/saving/conflict-notice";
import { StepSearch } from "@/components/graph-builder/search/step-search";
import { useDraft } from "@/components/graph-builder/use-draft";
import type { ToRestore } from "@/components/graph-builder/use-place";
import type { Sides } from "@/components/graph-builder/versions/sides";
import { useAskedRestore, useReplaceDraft } from "@/components/graph-builder/versions/use-replace-draft";
import { Workbench } from "@/components/graph-builder/workbench";
import { SaveTemplateDialog } from "@/components/journey-builder/catalogue/save-template-dialog";
import { WordsDialog } from "@/components/journey-builder/drafting/words-dialog";
import { journeyKit } from "@/components/journey-builder/journey-kit";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { type Opened, Toolbar } from "@/components/journey-builder/toolbar";
import { PublishDialog } from "@/components/journey-builder/versions/publish-dialog";
import { VersionsSheet } from "@/components/journey-builder/versions/versions-sheet";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import type { JourneyDetail } from "@/server/journeys/contract";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import * as edits from "@/server/journeys/graph/edits/edits";
import type { DraftGraph } from "@/server/journeys/graph/schema";

type Props = {
  journey: JourneyDetail;
  personId: string;
  slug: string;
  mayEdit: boolean;
  mayPublish: boolean;
  onRead: (versionId: string) => void;
  onCompare: (sides: Sides) => void;
  /** A version that is to become the draft as soon as it is open. */
  toRestore: ToRestore | null;
  onRestored: () => void;
};

/** The draft being drawn, saved as it goes; it goes on where this person left it on this device. */
export function DraftEditor(props: Props) {
  const historyKey = `${props.personId} ${props.journey.id}`;
  const resumed = useResumed(props.journey, historyKey);
  if (!resumed) return <OpeningBuilder thing="journey" />;
  return <Drawn {...props} historyKey={historyKey} resumed={resumed} />;
}

function Drawn({
  journey,
  slug,
  mayEdit,
  mayPublish,
  onRead,
  onCompare,
  toRestore,
  onRestored,
  historyKey,
  resumed,
}: Props & { historyKey: string; resumed: Resumed<DraftGraph> }) {
  const history = useTranslations("builder.history");
  const words = useStepWords();
  const [open, setOpen] = useState<Opened | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const journeyId = journey.id;
  const { save, read, took } = useServer(journeyId);
  const draft = useDraft({
    kit: journeyKit,
    server: journey,
    resumed,
    historyKey,
    readOnly: !mayEdit,
    save,
    problemsOf,
    onKeys: () => setOpen("keys"),
  });
  const { editor, actions, autosave, keys } = draft;

  const trpc = useTRPC();
  const replace = useReplaceDraft(actions, autosave.saver, took);
  const { mutateAsync: restoreVersion } = useMutation(
    trpc.journeys.restoreVersion.mutationOptions({ meta: { quiet: true } }),
  );
  const { mutateAsync: discardDraft } = useMutation(
    trpc.journeys.discardDraft.mutationOptions({ meta: { quiet: true } }),
  );
  const restore = ({ id, number }: ToRestore) =>
    replace(
      (draftRevision) => restoreVersion({ journeyId, draftRevision, versionId: id }),
      history("restored", { number }),
    );
  const discard = (number: number) =>
    replace((draftRevision) => discardDraft({ journeyId, draftRevision }), history("discarded", { number }));
  useAskedRestore(toRestore, onRestored, restore);

  const titleOf = (id: string) => {
    const node = edits.nodeById(editor.graph, id);
    return node && words.title(node);
  };
  const toolbar = (
    <>
      <Toolbar
        journey={journey}
        slug={slug}
        editor={editor}
        saveState={autosave.state}
        view={draft.view}
        onView={draft.setView}
        onFit={keys.fit}
        onSearch={keys.search}
        onOpen={setOpen}
        onDiscard={
          journey.changed && journey.latestVersion ? () => void discard(journey.latestVersion?.number ?? 0) : undefined
        }
        mayPublish={mayPublish && mayEdit}
      />
      <ConflictNotice editor={editor} autosave={autosave} read={read} root={draft.root} />
    </>
  );
  return (
    <>
      <Workbench
        rootRef={draft.root}
        editor={editor}
        actions={actions}
        view={draft.view}
        toolbar={toolbar}
        onAdd={mayEdit ? draft.add : undefined}
        fitKey={draft.fitKey}
        overlay={draft.searching && <StepSearch editor={editor} onClose={draft.stopSearching} />}
      />
      <PublishDialog
        journeyId={journeyId}
        slug={slug}
        latest={journey.latestVersion}
        onCompare={onCompare}
        editor={editor}
        autosave={autosave}
        open={open === "publish"}
        onOpenChange={close}
      />
      <VersionsSheet
        journeyId={journeyId}
        open={open === "versions"}
        onOpenChange={close}
        onRead={(id) => {
          setOpen(null);
          onRead(id);
        }}
        onCompare={onCompare}
        onRestore={
          mayEdit
            ? (version) => {
                setOpen(null);
                void restore(version);
              }
            : undefined
        }
        titleOf={titleOf}
      />
      <KeysDialog thing="journey" open={open === "keys"} onOpenChange={close} />
      <WordsDialog actions={actions} open={open === "words"} onOpenChange={close} />
      <SaveTemplateDialog journey={journey} saver={autosave.saver} open={open === "template"} onOpenChange={close} />
    </>
  );
}

/** Where the draft is kept. */
function useServer(journeyId: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const asked = trpc.journeys.get.queryOptions({ journeyId });
  const know = (fresh: Partial<JourneyDetail>) =>
    queryClient.setQueryData(asked.queryKey, (old) => old && { ...old, ...fresh });
  return {
    async save(draft: DraftGraph, draftRevision: number) {
      const saved = await client.journeys.saveDraft.mutate({ journeyId, draftRevision, draft });
      know({ draft, draftRevision: saved.draftRevision, changed: true });
      return saved;
    },
    read: () => queryClient.fetchQuery({ ...asked, staleTime: 0 }),
    took(saved: { draft: DraftGraph; draftRevision: number }) {
      know(saved);
      return queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() });
    },
  };
}
