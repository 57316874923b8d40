"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Autosaver, type SaveState } from "@/components/journey-builder/saving/autosaver";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { errorFacts } from "@/components/ui/error-state";
import type { DraftGraph } from "@/server/journeys/graph/schema";

export type Autosave = { state: SaveState; saver: Autosaver };

/** Saves the draft as it is edited; leaving the page with something unsaved asks first. */
export function useAutosave(
  journeyId: string,
  graph: DraftGraph,
  from: { saved: DraftGraph; revision: number },
  readOnly: boolean,
): Autosave {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const [saver] = useState(
    () =>
      new Autosaver(from.saved, from.revision, {
        async save(draft, draftRevision) {
          const saved = await client.journeys.saveDraft.mutate({ journeyId, draftRevision, draft });
          queryClient.setQueryData(trpc.journeys.get.queryKey({ journeyId }), (old) =>
            old ? { ...old, draft, draftRevision: saved.draftRevision, changed: true } : old,
          );
          return saved;
        },
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
