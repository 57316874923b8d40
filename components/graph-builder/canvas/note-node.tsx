"use client";

import type { NodeProps } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { NoteItem } from "@/components/graph-builder/canvas/use-canvas-items";
import { cn } from "@/components/ui/cn";

/** A remark on the canvas. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteItem>) {
  const t = useTranslations("builder.notes");
  return (
    <div
      className={cn(
        "h-full w-full overflow-hidden rounded-md border border-warning/40 bg-warning-soft p-2.5 text-xs leading-4 whitespace-pre-line text-warning-strong wrap-anywhere",
        selected && "ring-2 ring-ring",
      )}
    >
      <span className="line-clamp-6">{data.text.trim() || t("empty")}</span>
    </div>
  );
});
