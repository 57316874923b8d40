"use client";

import { useEffect, useRef, useState } from "react";
import { readHistory, writeHistory } from "@/components/graph-builder/editing/history-store";
import { type Resumed, resume } from "@/components/graph-builder/editing/resume";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { DrawnGraph } from "@/server/graphs/shape";

const restMs = 400;

type Saver = { from: number; dirty: boolean };

/** Where the editing of a draft goes on; undefined until this device was asked. Asked once, when it opens. */
export function useResumed<Graph extends DrawnGraph>(
  server: { draft: Graph; draftRevision: number },
  key: string,
): Resumed<Graph> | undefined {
  const [resumed, setResumed] = useState<Resumed<Graph>>();
  const opened = useRef(server);
  useEffect(() => {
    let gone = false;
    void readHistory<Graph>(key).then((stored) => {
      if (!gone) setResumed(resume(stored, opened.current, Date.now()));
    });
    return () => {
      gone = true;
    };
  }, [key]);
  return resumed;
}

/** Keeps the history as it grows, and once more when the page is left. */
export function useKeptHistory(key: string, { history, readOnly }: Editor, saver: Saver, saveState: unknown): void {
  const latest = useRef(history);
  latest.current = history;
  useEffect(() => {
    if (readOnly) return;
    const keep = () => {
      const { past, future } = latest.current;
      if (past.length === 0 && future.length === 0) return;
      void writeHistory(key, { history: latest.current, revision: saver.from, unsaved: saver.dirty, at: Date.now() });
    };
    const hide = () => document.visibilityState === "hidden" && keep();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", keep);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [key, readOnly, saver]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved changes what is to be kept about it
  useEffect(() => {
    if (readOnly || (history.past.length === 0 && history.future.length === 0)) return;
    const rest = setTimeout(() => {
      void writeHistory(key, { history, revision: saver.from, unsaved: saver.dirty, at: Date.now() });
    }, restMs);
    return () => clearTimeout(rest);
  }, [key, history, readOnly, saver, saveState]);
}
