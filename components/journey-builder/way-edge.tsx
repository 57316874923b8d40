"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { besides, useEditorActions } from "@/components/journey-builder/use-editor";
import type { FlowEdge } from "@/server/journeys/graph/to-flow";

/** A connection with what it is called and a + that puts a step on it. */
export const WayEdge = memo(function WayEdge(props: EdgeProps<Edge<FlowEdge["data"]>>) {
  const t = useTranslations("journeys");
  const words = useStepWords();
  const { openMenu, readOnly } = useEditorActions();
  const { id, data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, markerEnd } = props;
  const [path, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 10,
  });
  if (!data) return null;
  const label = words.port(data.from, data.port);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        markerEnd={markerEnd}
        interactionWidth={24}
        className={selected ? "selected" : ""}
      />
      <EdgeLabelRenderer>
        <div
          className="nodrag nopan pointer-events-auto absolute flex items-center gap-1"
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          {data.labelled && (
            <span className="max-w-36 truncate rounded-full border bg-background px-2 py-0.5 text-[11px] leading-4 text-muted-foreground">
              {label}
            </span>
          )}
          {!readOnly && (
            <button
              type="button"
              className="flex size-5 items-center justify-center rounded-full border bg-background text-muted-foreground opacity-70 transition-opacity hover:opacity-100 focus-visible:opacity-100"
              aria-label={t("addBetween", { step: words.title(data.from), port: label })}
              onClick={(event) => openMenu({ place: { edgeId: id }, at: besides(event.currentTarget) })}
            >
              <Plus className="size-3" aria-hidden />
            </button>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
