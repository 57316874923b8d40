"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { besides, useEditorActions } from "@/components/graph-builder/editing/use-editor";
import type { ChangeKind } from "@/server/graphs/diff";
import { cornersOf, labelPoint, roundedPath } from "@/server/graphs/lanes";
import type { FlowEdge } from "@/server/graphs/to-flow";

const changeStyles: Record<ChangeKind, CSSProperties> = {
  added: { stroke: "var(--success)", strokeWidth: 2.5 },
  removed: { stroke: "var(--destructive)", strokeWidth: 2, strokeDasharray: "6 4" },
  changed: {},
};

/** A connection with what it is called and a + that puts a step on it. */
export const WayEdge = memo(function WayEdge(props: EdgeProps<Edge<FlowEdge["data"]>>) {
  const t = useTranslations("builder");
  const { openMenu, readOnly, kit } = useEditorActions();
  const words = kit.useWords();
  const { id, data, sourceX, sourceY, targetX, targetY, selected, markerEnd } = props;
  if (!data) return null;
  const corners = cornersOf({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data.lane);
  const { x, y } = labelPoint(corners, data.lane, data.isCrowded);
  // Beside a lane the label stands on its outer side, where no step is.
  const shift = data.lane === undefined ? "-50%" : data.lane > sourceX ? "-0.75rem" : "calc(-100% + 0.75rem)";
  const label = words.port(data.from, data.port);
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(corners)}
        markerEnd={markerEnd}
        interactionWidth={24}
        className={selected ? "selected" : ""}
        style={data.change && changeStyles[data.change]}
      />
      <EdgeLabelRenderer>
        <div
          className="nodrag nopan pointer-events-auto absolute flex items-center gap-1"
          style={{ transform: `translate(${shift}, -50%) translate(${x}px, ${y}px)` }}
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
