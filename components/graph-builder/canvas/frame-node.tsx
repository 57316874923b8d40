"use client";

import type { NodeProps } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { FrameItem } from "@/components/graph-builder/canvas/use-canvas-items";
import { cn } from "@/components/ui/cn";

/** The frame around the steps of a group; its title moves them together. */
export const FrameNode = memo(function FrameNode({ data, selected }: NodeProps<FrameItem>) {
  const t = useTranslations("builder.groups");
  return (
    <div
      className={cn(
        "h-full w-full rounded-xl border border-dashed border-muted-foreground/50 bg-muted/50",
        selected && "border-solid border-ring",
      )}
    >
      <span className="frame-title pointer-events-auto absolute top-1.5 left-2 flex max-w-[calc(100%-1rem)] cursor-grab items-baseline gap-1.5 rounded-md px-1.5 py-1 text-xs font-semibold hover:bg-accent active:cursor-grabbing">
        <span className="truncate">{data.title.trim() || t("untitled")}</span>
        <span className="shrink-0 font-normal text-muted-foreground">{t("count", { count: data.count })}</span>
      </span>
    </div>
  );
});
