"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { placeAfter, useEditorKeys } from "@/components/journey-builder/editing/editor-keys";
import { KeysDialog } from "@/components/journey-builder/editing/keys-dialog";
import { useEditor } from "@/components/journey-builder/editing/use-editor";
import { ConflictNotice } from "@/components/journey-builder/saving/conflict-notice";
import { useAutosave } from "@/components/journey-builder/saving/use-autosave";
import type { OfferedKind } from "@/components/journey-builder/step-kinds";
import { Toolbar } from "@/components/journey-builder/toolbar";
import { PublishDialog } from "@/components/journey-builder/versions/publish-dialog";
import { VersionsSheet } from "@/components/journey-builder/versions/versions-sheet";
import { useView } from "@/components/journey-builder/view-switch";
import { Workbench } from "@/components/journey-builder/workbench";
import type { JourneyDetail } from "@/server/journeys/contract";
import * as edits from "@/server/journeys/graph/edits";

type Props = {
  journey: JourneyDetail;
  slug: string;
  mayEdit: boolean;
  mayPublish: boolean;
  onRead: (versionId: string) => void;
};

/** The draft being drawn, saved as it goes. */
export function DraftEditor({ journey, slug, mayEdit, mayPublish, onRead }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { editor, actions } = useEditor(journey.draft, !mayEdit);
  const autosave = useAutosave(journey.id, editor.graph, journey.draftRevision, !mayEdit);
  const [view, setView] = useView();
  const [fitKey, setFitKey] = useState(0);
  const [open, setOpen] = useState<"publish" | "versions" | "keys" | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const keys = useMemo(() => ({ fit: () => setFitKey((count) => count + 1), showKeys: () => setOpen("keys") }), []);
  useEditorKeys(root, editor, keys);

  const { load } = actions;
  const { saver } = autosave;
  useEffect(() => {
    if (!saver.isBehind(journey.draftRevision)) return;
    load(journey.draft);
    saver.adopt(journey);
  }, [journey, saver, load]);

  function add(kind: OfferedKind) {
    const place = placeAfter(editor);
    editor.edit((graph) => {
      const added = edits.addNode(graph, kind, place);
      return { graph: added.graph, select: [added.id] };
    });
  }

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
        onOpen={setOpen}
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
      />
      <PublishDialog
        journeyId={journey.id}
        slug={slug}
        nextNumber={(journey.latestVersion?.number ?? 0) + 1}
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
      />
      <KeysDialog open={open === "keys"} onOpenChange={close} />
    </>
  );
}
