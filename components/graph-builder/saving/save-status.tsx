"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SaveState } from "@/components/graph-builder/saving/autosaver";

/** Whether what is seen is what is kept. */
export function SaveStatus({ state }: { state: SaveState }) {
  const t = useTranslations("builder.save");
  const busy = state.kind === "saving" || state.kind === "unsaved";
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
      {state.kind === "saved" && <CircleCheck className="size-3.5" aria-hidden />}
      {busy && <LoaderCircle className="size-3.5 animate-spin motion-reduce:animate-none" aria-hidden />}
      {(state.kind === "failed" || state.kind === "conflict") && (
        <CircleAlert className="size-3.5 text-destructive" aria-hidden />
      )}
      <span className="max-sm:sr-only">{t(busy ? "saving" : state.kind)}</span>
    </span>
  );
}
