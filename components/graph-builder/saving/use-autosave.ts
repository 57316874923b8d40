"use client";

import { useEffect, useState } from "react";
import { Autosaver, type SaveState } from "@/components/graph-builder/saving/autosaver";
import { errorFacts } from "@/components/ui/error-state";
import type { DrawnGraph } from "@/server/graphs/shape";

export type Autosave<Graph extends DrawnGraph> = { state: SaveState; saver: Autosaver<Graph> };

/** Saves the draft as it is edited; leaving the page with something unsaved asks first. `save` is taken once. */
export function useAutosave<Graph extends DrawnGraph>(
  save: (draft: Graph, draftRevision: number) => Promise<{ draftRevision: number }>,
  graph: Graph,
  from: { saved: Graph; revision: number },
  readOnly: boolean,
): Autosave<Graph> {
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const [saver] = useState(
    () =>
      new Autosaver(from.saved, from.revision, {
        save,
        isConflict: (error) => errorFacts(error).code === "CONFLICT",
        onState: setState,
      }),
  );

  useEffect(() => {
    if (!readOnly) saver.edited(graph);
  }, [graph, readOnly, saver]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => saver.dirty && event.preventDefault();
    const hide = () => document.visibilityState === "hidden" && void saver.flush();
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      void saver.flush();
    };
  }, [saver]);

  return { state, saver };
}
