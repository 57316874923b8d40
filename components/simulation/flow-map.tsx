"use client";

import {
  Background,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "@/components/graph-builder/canvas/canvas.css";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { memo, type ReactNode, useMemo } from "react";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { nodeSize } from "@/server/graphs/shape";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

export type StepCount = { here: number; passed: number; failed?: number };
/** Where the debtors behind a step's number are listed. */
export type StepHref = (nodeId: string, of: "waiting" | "failed") => string;
type CountedNode = Node<
  { node: DraftNode; count: StepCount; share: number; chosen: boolean; href: StepHref | undefined },
  "counted"
>;

const arrow = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted-foreground)" };

/** How small steps may become at first: below it they cannot be read. */
const readable = 0.7;

type Props = {
  graph: DraftGraph;
  counts: ReadonlyMap<string, StepCount>;
  entered: number;
  /** Makes the numbers links. */
  href?: StepHref;
  /** The step whose debtors are listed. */
  chosen?: string | null;
};

/** The journey with how many debtors stand at each step: to read, not to edit. Opens where most of them are. */
export default function FlowMap(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, counts, entered, href, chosen }: Props) {
  const t = useTranslations("simulation");
  const edges = useMemo(
    () =>
      graph.edges.map(({ id, from, port, to }) => ({
        id,
        source: from,
        sourceHandle: port,
        target: to,
        type: "smoothstep",
        markerEnd: arrow,
      })),
    [graph],
  );
  const nodes = graph.nodes.map((node): CountedNode => {
    const count = counts.get(node.id) ?? { here: 0, passed: 0 };
    return {
      id: node.id,
      type: "counted",
      position: node.position,
      data: { node, count, share: entered === 0 ? 0 : count.here / entered, chosen: node.id === chosen, href },
      ...nodeSize,
    };
  });
  return (
    <ReactFlow
      aria-label={t("map")}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onInit={(flow) => {
        const busiest = [...nodes].sort((a, b) => b.data.count.here - a.data.count.here)[0];
        void flow.fitView({ nodes: busiest ? [busiest] : nodes, minZoom: readable, maxZoom: readable });
      }}
      minZoom={0.1}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      preventScrolling={false}
      zoomOnScroll={false}
    >
      <Background />
      <Controls />
    </ReactFlow>
  );
}

function Controls() {
  const t = useTranslations("builder");
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="bottom-left" className="flex rounded-md border bg-card p-0.5">
      <Button variant="ghost" size="icon-sm" aria-label={t("zoomOut")} onClick={() => void zoomOut()}>
        <ZoomOut />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={t("zoomIn")} onClick={() => void zoomIn()}>
        <ZoomIn />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={t("zoomFit")} onClick={() => void fitView({ padding: 0.05 })}>
        <Maximize />
      </Button>
    </Panel>
  );
}

const CountedStep = memo(function CountedStep({ data }: NodeProps<CountedNode>) {
  const t = useTranslations("simulation");
  const words = useStepWords();
  const format = useFormatter();
  const { node, count, share, chosen, href } = data;
  const { icon: Icon, text } = stepLooks[node.kind];
  const ports = portsOf(node);
  return (
    <div
      className={cn(
        "relative flex h-full w-full items-center gap-2.5 overflow-hidden rounded-lg border bg-card p-3 text-card-foreground",
        count.here === 0 && !count.failed && "opacity-75",
        chosen && "ring-2 ring-ring",
      )}
    >
      {node.kind !== "start" && <Handle type="target" position={Position.Top} isConnectable={false} />}
      <span
        className="absolute inset-y-0 left-0 bg-primary/15"
        style={{ width: `${Math.round(share * 100)}%` }}
        aria-hidden
      />
      <Icon className={cn("relative size-4 shrink-0", text)} aria-hidden />
      <span className="relative min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{words.title(node)}</span>
        <span className="flex gap-2 text-xs text-muted-foreground">
          <span className="truncate">{t("passed", { count: count.passed })}</span>
          {count.failed ? (
            <CountLink href={href?.(node.id, "failed")} className="relative z-10 shrink-0 text-warning-strong">
              {t("refusedHere", { count: count.failed })}
            </CountLink>
          ) : null}
        </span>
      </span>
      <span className="relative text-right">
        <CountLink
          href={count.here > 0 ? href?.(node.id, "waiting") : undefined}
          label={t("show", { step: words.title(node), count: count.here })}
          className="block text-lg leading-5 font-semibold tabular-nums after:absolute after:-inset-3"
        >
          {format.number(count.here)}
        </CountLink>
        <span className="block text-[11px] text-muted-foreground">{t("here")}</span>
      </span>
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Bottom}
          isConnectable={false}
          style={{ left: `${((index + 1) / (ports.length + 1)) * 100}%` }}
        />
      ))}
    </div>
  );
});

/** The map takes no pointer of its own: only what is to be pressed does. */
function CountLink({
  href,
  label,
  className,
  children,
}: {
  href: string | undefined;
  label?: string;
  className: string;
  children: ReactNode;
}) {
  if (!href) return <span className={className.replace(/after:\S+/g, "")}>{children}</span>;
  return (
    <Link
      href={href}
      aria-label={label}
      className={cn(
        "nodrag nopan pointer-events-auto rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring",
        className,
      )}
    >
      {children}
    </Link>
  );
}

const nodeTypes = { counted: CountedStep };
