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
import "@/components/journey-builder/canvas/canvas.css";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { portsOf } from "@/server/journeys/graph/ports";
import { nodeSize } from "@/server/journeys/graph/projections/layout";
import type { DraftNode, ExecutableGraph } from "@/server/journeys/graph/schema";

export type StepCount = { here: number; passed: number };
type CountedNode = Node<{ node: DraftNode; count: StepCount; share: number }, "counted">;

const arrow = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted-foreground)" };

/** How small steps may become at first: below it they cannot be read. */
const readable = 0.7;

type Props = { graph: ExecutableGraph; counts: ReadonlyMap<string, StepCount>; entered: number };

/** The journey with how many debtors stand at each step: to read, not to edit. Opens where most of them are. */
export default function FlowMap(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, counts, entered }: Props) {
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
      data: { node, count, share: entered === 0 ? 0 : count.here / entered },
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
  const t = useTranslations("journeys");
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
  const { node, count, share } = data;
  const { icon: Icon, text } = stepLooks[node.kind];
  const ports = portsOf(node);
  return (
    <div
      className={cn(
        "relative flex h-full w-full items-center gap-2.5 overflow-hidden rounded-lg border bg-card p-3 text-card-foreground",
        count.here === 0 && "opacity-75",
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
        <span className="block text-xs text-muted-foreground">{t("passed", { count: count.passed })}</span>
      </span>
      <span className="relative text-right">
        <span className="block text-lg leading-5 font-semibold tabular-nums">{format.number(count.here)}</span>
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

const nodeTypes = { counted: CountedStep };
