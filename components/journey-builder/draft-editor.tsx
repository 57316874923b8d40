"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import type { PaletteItem } from "@/components/journey-builder/canvas/palette";
import { SaveTemplateDialog } from "@/components/journey-builder/catalogue/save-template-dialog";
import { WordsDialog } from "@/components/journey-builder/drafting/words-dialog";
import { type KeyActions, placeAfter, useEditorKeys } from "@/components/journey-builder/editing/editor-keys";
import { KeysDialog } from "@/components/journey-builder/editing/keys-dialog";
import type { Resumed } from "@/components/journey-builder/editing/resume";
import { useEditor } from "@/components/journey-builder/editing/use-editor";
import { useKeptHistory, useResumed } from "@/components/journey-builder/editing/use-kept-history";
import { OpeningBuilder } from "@/components/journey-builder/opening-builder";
import { ConflictNotice } from "@/components/journey-builder/saving/conflict-notice";
import { useAutosave } from "@/components/journey-builder/saving/use-autosave";
import { StepSearch } from "@/components/journey-builder/search/step-search";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { type Opened, Toolbar } from "@/components/journey-builder/toolbar";
import { PublishDialog } from "@/components/journey-builder/versions/publish-dialog";
import { useReplaceDraft } from "@/components/journey-builder/versions/use-replace-draft";
import type { Sides } from "@/components/journey-builder/versions/version-diff";
import { VersionsSheet } from "@/components/journey-builder/versions/versions-sheet";
import { useView } from "@/components/journey-builder/view-switch";
import { Workbench } from "@/components/journey-builder/workbench";
import * as annotate from "@/server/graphs/annotations";
import type { JourneyDetail } from "@/server/journeys/contract";
import * as edits from "@/server/journeys/graph/edits/edits";
import { type DraftGraph, nodesMax } from "@/server/journeys/graph/schema";

type Props = {
  journey: JourneyDetail;
  personId: string;
  slug: string;
  mayEdit: boolean;
  mayPublish: boolean;
  onRead: (versionId: string) => void;
  onCompare: (sides: Sides) => void;
  /** A version that is to become the draft as soon as it is open. */
  toRestore: { id: string; number: number } | null;
  onRestored: () => void;
};

/** The draft being drawn, saved as it goes; it goes on where this person left it on this device. */
export function DraftEditor(props: Props) {
  const historyKey = `${props.personId} ${props.journey.id}`;
  const resumed = useResumed(props.journey, historyKey);
  if (!resumed) return <OpeningBuilder />;
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
}: Props & { historyKey: string; resumed: Resumed }) {
  const b = useTranslations("builder");
  const words = useStepWords();
  const root = useRef<HTMLDivElement>(null);
  const { editor, actions } = useEditor(resumed.history, !mayEdit);
  const autosave = useAutosave(journey.id, editor.graph, resumed, !mayEdit);
  useKeptHistory(historyKey, editor, autosave.saver, autosave.state);
  const [view, setView] = useView();
  const [fitKey, setFitKey] = useState(0);
  const [open, setOpen] = useState<Opened | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const [searching, setSearching] = useState(false);
  const { edit, load } = actions;
  const keys = useMemo<KeyActions>(
    () => ({
      fit: () => setFitKey((count) => count + 1),
      showKeys: () => setOpen("keys"),
      search: () => setSearching(true),
      addNote: () => edit(withNote),
    }),
    [edit],
  );
  useEditorKeys(root, editor, keys);
  const { refusals } = editor;
  useEffect(() => {
    if (refusals > 0) toast.error(b("tooManySteps", { count: nodesMax }));
  }, [refusals, b]);

  const { saver } = autosave;
  useEffect(() => {
    if (!saver.isBehind(journey.draftRevision)) return;
    load(journey.draft);
    saver.adopt(journey);
  }, [journey, saver, load]);

  const { restore, discard } = useReplaceDraft(journey.id, actions, saver);
  const restoring = useRef(false);
  useEffect(() => {
    if (!toRestore || restoring.current) return;
    restoring.current = true;
    onRestored();
    void restore(toRestore).finally(() => {
      restoring.current = false;
    });
  }, [toRestore, onRestored, restore]);

  function add(kind: PaletteItem) {
    if (kind === "note") return keys.addNote();
    const place = placeAfter(editor);
    editor.edit((graph) => {
      const added = edits.addNode(graph, kind, place);
      return { graph: added.graph, select: [added.id] };
    });
  }

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
        view={view}
        onView={setView}
        onFit={keys.fit}
        onSearch={keys.search}
        onOpen={setOpen}
        onDiscard={
          journey.changed && journey.latestVersion ? () => discard(journey.latestVersion?.number ?? 0) : undefined
        }
        mayPublish={mayPublish && mayEdit}
      />
      <ConflictNotice journeyId={journey.id} editor={editor} autosave={autosave} />
    </>
  );
  return (
    <>
      <Workbench
        rootRef={root}
        editor={editor}
        actions={actions}
        view={view}
        toolbar={toolbar}
        onAdd={mayEdit ? add : undefined}
        fitKey={fitKey}
        overlay={searching && <StepSearch editor={editor} onClose={() => setSearching(false)} />}
      />
      <PublishDialog
        journeyId={journey.id}
        slug={slug}
        latest={journey.latestVersion}
        onCompare={onCompare}
        editor={editor}
        autosave={autosave}
        open={open === "publish"}
        onOpenChange={close}
      />
      <VersionsSheet
        journeyId={journey.id}
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
      <KeysDialog open={open === "keys"} onOpenChange={close} />
      <WordsDialog actions={actions} open={open === "words"} onOpenChange={close} />
      <SaveTemplateDialog journey={journey} saver={autosave.saver} open={open === "template"} onOpenChange={close} />
    </>
  );
}

/** A note beside the start, or beside what was noted last. */
function withNote(graph: DraftGraph) {
  const { x, y } = graph.notes?.at(-1)?.position ?? { x: -280, y: -140 };
  const added = annotate.addNote(graph, { x, y: y + annotate.noteSize.height + 28 });
  return { graph: added.graph, select: [added.id] };
}
