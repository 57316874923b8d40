"use client";

import { ArrowLeft, ArrowRight, ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { beginHistory } from "@/components/graph-builder/editing/history";
import { useEditor } from "@/components/graph-builder/editing/use-editor";
import type { Kit } from "@/components/graph-builder/kit";
import { ChangeCounts } from "@/components/graph-builder/versions/change-badge";
import { DiffSummary, NodeDiff } from "@/components/graph-builder/versions/diff-panel";
import { SidePicker, type VersionName } from "@/components/graph-builder/versions/side-picker";
import type { Sides } from "@/components/graph-builder/versions/sides";
import { useView, ViewSwitch } from "@/components/graph-builder/view-switch";
import { Workbench } from "@/components/graph-builder/workbench";
import { Button } from "@/components/ui/button";
import { type ChangeKind, countsOf, type DrawingDiff } from "@/server/graphs/diff";
import type { DrawnGraph, DrawnNode, Edge } from "@/server/graphs/shape";

type Props = {
  kit: Kit;
  /** What the graph is called. */
  name: string;
  before: DrawnGraph;
  after: DrawnGraph;
  sides: Sides;
  versions: readonly VersionName[];
  onChange: (sides: Sides) => void;
  onClose: () => void;
};

/** Two versions, or a version and the draft, on one canvas. */
export function Comparison({ kit, name, before, after, sides, versions, onChange, onClose }: Props) {
  const t = useTranslations("builder.diff");
  const diff = useMemo(() => kit.diff(before, after), [kit, before, after]);
  const union = useMemo(() => kit.union(before, after), [kit, before, after]);
  const changes = useMemo(() => changesIn(diff, union), [diff, union]);
  const { editor, actions } = useEditor(kit, beginHistory(union), true);
  const [view, setView] = useView();

  function step(by: 1 | -1) {
    const at = diff.nodes.findIndex((change) => editor.selected.has(change.id));
    const next =
      diff.nodes[at < 0 && by < 0 ? diff.nodes.length - 1 : (at + by + diff.nodes.length) % diff.nodes.length];
    if (next) editor.select([next.id]);
  }

  const pick = { sides, versions, onChange };
  const toolbar = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-card px-3 py-2">
      <Button variant="ghost" size="sm" onClick={onClose}>
        <ArrowLeft />
        {t("close")}
      </Button>
      <h1 className="sr-only">{t("title", { name })}</h1>
      <div className="flex items-center gap-2">
        <SidePicker {...pick} side="from" />
        <ArrowRight className="size-4 text-muted-foreground" aria-hidden />
        <SidePicker {...pick} side="to" />
      </div>
      <ChangeCounts counts={countsOf(diff)} />
      <div className="ml-auto flex items-center gap-1">
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("previous")}
          disabled={diff.nodes.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronUp />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("next")}
          disabled={diff.nodes.length === 0}
          onClick={() => step(1)}
        >
          <ChevronDown />
        </Button>
        <ViewSwitch view={view} onChange={setView} />
      </div>
    </div>
  );
  return (
    <Workbench
      editor={editor}
      actions={actions}
      view={view}
      toolbar={toolbar}
      changes={changes}
      panel={(node) =>
        node ? (
          <NodeDiff kit={kit} node={node} change={diff.nodes.find((change) => change.id === node.id)} />
        ) : (
          <DiffSummary kit={kit} before={before} after={after} diff={diff} onSelect={(id) => editor.select([id])} />
        )
      }
    />
  );
}

/** What happened to each step and each connection of both graphs in one. */
function changesIn(diff: DrawingDiff<DrawnNode>, union: DrawnGraph): ReadonlyMap<string, ChangeKind> {
  const way = (edge: Edge) => JSON.stringify([edge.from, edge.port, edge.to]);
  const ways = new Map<string, ChangeKind>([
    ...diff.edges.added.map((edge) => [way(edge), "added"] as const),
    ...diff.edges.removed.map((edge) => [way(edge), "removed"] as const),
  ]);
  const changes = new Map<string, ChangeKind>(diff.nodes.map((change) => [change.id, change.kind]));
  for (const edge of union.edges) {
    const change = ways.get(way(edge));
    if (change) changes.set(edge.id, change);
  }
  return changes;
}
