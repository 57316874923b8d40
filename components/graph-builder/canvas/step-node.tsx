"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { besides, useEditorActions } from "@/components/graph-builder/editing/use-editor";
import { ChangeBadge } from "@/components/graph-builder/versions/change-badge";
import { cn } from "@/components/ui/cn";
import type { StepData } from "@/server/graphs/to-flow";

/** What a step is, or what stands out about it, where it is too small to be read. */
const changeFills = { added: "var(--success)", removed: "var(--destructive)", changed: "var(--warning)" } as const;

const changeClasses = {
  added: "border-success border-2 bg-success-soft",
  removed: "border-destructive border-2 border-dashed bg-destructive-soft",
  changed: "border-warning border-2 bg-warning-soft",
} as const;

/** A step on the canvas. */
export const StepNode = memo(function StepNode({ data, selected }: NodeProps<Node<StepData>>) {
  const t = useTranslations("builder");
  const { openMenu, readOnly, kit } = useEditorActions();
  const words = kit.useWords();
  const { node, ports, openPorts, problems, change, isLit } = data;
  const { icon: Icon, text, fill } = kit.look(node.kind);
  return (
    <div
      style={
        { "--step-fill": problems > 0 ? "var(--destructive)" : change ? changeFills[change] : fill } as CSSProperties
      }
      className={cn(
        "step-card relative flex h-full w-full gap-2.5 rounded-lg border bg-card p-3 text-left text-card-foreground shadow-xs transition-shadow",
        selected && "ring-2 ring-ring",
        problems > 0 && "border-destructive",
        change && changeClasses[change],
        isLit && "border-success ring-4 ring-success/40",
      )}
    >
      {node.kind !== "start" && <Handle type="target" position={Position.Top} isConnectable={!readOnly} />}
      <span className="flex size-7 shrink-0 items-center justify-center rounded-md bg-muted">
        <Icon className={cn("size-4", text)} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">
          {words.title(node)}
          {isLit && <span className="sr-only"> ({t("standsHere")})</span>}
        </span>
        <span className="line-clamp-2 text-xs leading-4 text-muted-foreground">{words.summary(node)}</span>
      </span>
      {change && <ChangeBadge change={change} className="absolute -top-3 -right-2" />}
      {problems > 0 && (
        <span className="absolute -top-2 -right-2 flex items-center gap-1 rounded-full bg-destructive px-1.5 py-0.5 text-xs leading-4 font-medium text-destructive-foreground">
          <CircleAlert className="size-3" aria-hidden />
          <span className="sr-only">{t("problemCount", { count: problems })}</span>
          <span aria-hidden>{problems}</span>
        </span>
      )}
      {ports.map((port, index) => {
        const left = `${((index + 1) / (ports.length + 1)) * 100}%`;
        const open = openPorts.includes(port);
        return (
          // Not a box of its own: the gaps between boxes would take the room of the words.
          <span key={port} className="contents">
            <Handle id={port} type="source" position={Position.Bottom} style={{ left }} isConnectable={!readOnly} />
            {open && (
              <span
                className="pointer-events-none absolute top-full flex -translate-x-1/2 flex-col items-center pt-2"
                style={{ left }}
              >
                {ports.length > 1 && (
                  <span className="max-w-24 truncate text-[11px] text-muted-foreground">{words.port(node, port)}</span>
                )}
                {!readOnly && (
                  <button
                    type="button"
                    className="nodrag nopan pointer-events-auto flex size-6 items-center justify-center rounded-full border border-dashed border-destructive bg-card text-destructive-strong hover:bg-accent"
                    aria-label={t("addAfter", { step: words.title(node), port: words.port(node, port) })}
                    onClick={(event) => openMenu({ place: { from: node.id, port }, at: besides(event.currentTarget) })}
                  >
                    <Plus className="size-3.5" aria-hidden />
                  </button>
                )}
              </span>
            )}
          </span>
        );
      })}
    </div>
  );
});
