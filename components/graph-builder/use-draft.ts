"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { type KeyActions, placeAfter, useEditorKeys } from "@/components/graph-builder/editing/editor-keys";
import type { Resumed } from "@/components/graph-builder/editing/resume";
import { type EditorActions, useEditor } from "@/components/graph-builder/editing/use-editor";
import { useKeptHistory } from "@/components/graph-builder/editing/use-kept-history";
import type { Kit } from "@/components/graph-builder/kit";
import { useAutosave } from "@/components/graph-builder/saving/use-autosave";
import { useView } from "@/components/graph-builder/view-switch";
import * as annotate from "@/server/graphs/annotations";
import type { DrawnGraph } from "@/server/graphs/shape";
import type { Problem } from "@/server/graphs/structure";

type Draft<Graph> = { draft: Graph; draftRevision: number };

/**
 * A draft being drawn: edited, saved as it goes, with its history kept on this device, and everything that keys and tools
 * do. `server`: what is known to be saved; where it is newer than what is seen, it is taken.
 */
export function useDraft<Graph extends DrawnGraph>({
  kit,
  server,
  resumed,
  historyKey,
  readOnly,
  save,
  problemsOf,
  onKeys,
}: {
  kit: Kit;
  server: Draft<Graph>;
  resumed: Resumed<Graph>;
  historyKey: string;
  readOnly: boolean;
  save: (draft: Graph, draftRevision: number) => Promise<{ draftRevision: number }>;
  problemsOf: (graph: Graph) => Problem[];
  /** The keys are asked for. */
  onKeys: () => void;
}) {
  const t = useTranslations("builder");
  const root = useRef<HTMLDivElement>(null);
  const { editor, actions } = useEditor(kit, resumed.history, readOnly, problemsOf);
  const autosave = useAutosave(save, editor.graph, resumed, readOnly);
  useKeptHistory(historyKey, editor, autosave.saver, autosave.state);
  const [view, setView] = useView();
  const [fitKey, setFitKey] = useState(0);
  const [searching, setSearching] = useState(false);
  const { edit, load } = actions;
  const showKeys = useRef(onKeys);
  showKeys.current = onKeys;
  const keys = useMemo<KeyActions>(
    () => ({
      fit: () => setFitKey((count) => count + 1),
      showKeys: () => showKeys.current(),
      search: () => setSearching(true),
      addNote: () => edit(withNote),
    }),
    [edit],
  );
  useEditorKeys(root, editor, keys);
  const { refusals } = editor;
  useEffect(() => {
    if (refusals > 0) toast.error(t("tooManySteps", { count: kit.nodesMax, thing: kit.thing }));
  }, [refusals, kit, t]);

  const { saver } = autosave;
  useEffect(() => {
    if (!saver.isBehind(server.draftRevision)) return;
    load(server.draft);
    saver.adopt(server);
  }, [server, saver, load]);

  function add(kind: string) {
    if (kind === "note") return keys.addNote();
    const place = placeAfter(editor);
    const drawn: EditorActions = actions;
    drawn.edit((graph) => {
      const added = kit.edits.addNode(graph, kind, place);
      return { graph: added.graph, select: [added.id] };
    });
  }

  const stopSearching = () => setSearching(false);
  return { root, editor, actions, autosave, view, setView, fitKey, keys, searching, stopSearching, add };
}

/** A note beside the start, or beside what was noted last. */
function withNote<Graph extends DrawnGraph>(graph: Graph) {
  const { x, y } = graph.notes?.at(-1)?.position ?? { x: -280, y: -140 };
  const added = annotate.addNote(graph, { x, y: y + annotate.noteSize.height + 28 });
  return { graph: added.graph, select: [added.id] };
}
