"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { errorFacts } from "@/components/ui/error-state";
import type { DraftGraph } from "@/server/journeys/graph/schema";

export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "failed"; error: unknown }
  /** Somebody else saved: nothing of either is overwritten until the person decides. */
  | { kind: "conflict"; message: string | null };

const restMs = 700;
const retryMs = 5_000;

/** Saves the draft soon after each edit, one save at a time. `flush` saves at once and answers the revision, or null. */
export function useAutosave(journeyId: string, graph: DraftGraph, revisionAtStart: number, readOnly: boolean) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const latest = useRef(graph);
  const saved = useRef(graph);
  const revision = useRef(revisionAtStart);
  const running = useRef<Promise<void> | null>(null);
  const halted = useRef(false);
  latest.current = graph;

  const save = useCallback(async () => {
    while (running.current) await running.current;
    if (halted.current || latest.current === saved.current) return;
    const draft = latest.current;
    setState({ kind: "saving" });
    running.current = client.journeys.saveDraft
      .mutate({ journeyId, draftRevision: revision.current, draft })
      .then((result) => {
        revision.current = result.draftRevision;
        saved.current = draft;
        const { draftRevision } = result;
        queryClient.setQueryData(
          trpc.journeys.get.queryKey({ journeyId }),
          (old) => old && { ...old, draft, draftRevision },
        );
        setState({ kind: latest.current === draft ? "saved" : "unsaved" });
      })
      .catch((error: unknown) => {
        const facts = errorFacts(error);
        halted.current = facts.code === "CONFLICT";
        setState(halted.current ? { kind: "conflict", message: facts.message } : { kind: "failed", error });
      })
      .finally(() => {
        running.current = null;
      });
    await running.current;
  }, [client, journeyId, queryClient, trpc]);

  useEffect(() => {
    if (readOnly || halted.current || graph === saved.current) return;
    setState((current) => (current.kind === "saving" ? current : { kind: "unsaved" }));
    const timer = setTimeout(save, restMs);
    return () => clearTimeout(timer);
  }, [graph, readOnly, save]);

  useEffect(() => {
    if (state.kind !== "failed") return;
    const timer = setTimeout(save, retryMs);
    return () => clearTimeout(timer);
  }, [state, save]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (!readOnly && latest.current !== saved.current) event.preventDefault();
    };
    const hide = () => document.visibilityState === "hidden" && !readOnly && void save();
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      if (!readOnly) void save();
    };
  }, [readOnly, save]);

  /** Goes on from what the server has: with its graph, or with ours on top of its revision. */
  const resolve = useCallback(
    (theirs: { draftRevision: number; draft: DraftGraph }, keep: "theirs" | "ours") => {
      halted.current = false;
      revision.current = theirs.draftRevision;
      saved.current = theirs.draft;
      setState({ kind: "saved" });
      if (keep === "ours") void save();
    },
    [save],
  );

  const flush = useCallback(async (): Promise<number | null> => {
    await save();
    return latest.current === saved.current ? revision.current : null;
  }, [save]);

  /** Whether the server's revision is newer than ours while we have nothing unsaved. */
  const isBehind = useCallback(
    (serverRevision: number) =>
      serverRevision > revision.current && !running.current && latest.current === saved.current,
    [],
  );

  return { state, flush, resolve, isBehind };
}
