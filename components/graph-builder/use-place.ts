"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useState, useSyncExternalStore } from "react";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";

/** What came with the page may be an old page's, gone back to: then it is asked for anew. */
const FRESH_MS = 15_000;

export type ToRestore = { id: string; number: number };

/** What the builder shows: the draft; with ?version= a published version to read; with ?from= (and ?to=) two compared. */
export function usePlace() {
  const [{ version, from, to }, go] = useQueryStates(
    { version: parseAsString, from: parseAsString, to: parseAsString },
    { history: "push" },
  );
  const [toRestore, setToRestore] = useState<ToRestore | null>(null);
  const toDraft = () => void go({ version: null, from: null, to: null });
  return {
    sides: from ? { from, to: to ?? draftSide } : null,
    version,
    toDraft,
    read: (id: string) => void go({ version: id }),
    compare: (sides: Sides) => void go({ version: null, ...sides }),
    /** A version that is to become the draft as soon as that is open. */
    toRestore,
    restoreInDraft(wanted: ToRestore) {
      setToRestore(wanted);
      toDraft();
    },
    restored: () => setToRestore(null),
  };
}

/** What came with the page while it is new. */
export function useFresh<Data>(data: Data | null, at: Date): Data | undefined {
  const [fresh] = useState(() => (Math.abs(Date.now() - at.getTime()) < FRESH_MS ? data : null));
  return fresh ?? undefined;
}

/** Not while the server renders, nor while a browser takes that over: drafts and views are kept in the browser. */
export function useIsBrowser(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
