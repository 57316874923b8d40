"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowRight, ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useEditor } from "@/components/journey-builder/editing/use-editor";
import { ChangeCounts } from "@/components/journey-builder/versions/change-badge";
import { DiffSummary, NodeDiff } from "@/components/journey-builder/versions/diff-panel";
import { useView, ViewSwitch } from "@/components/journey-builder/view-switch";
import { Workbench } from "@/components/journey-builder/workbench";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChangeKind } from "@/server/graphs/diff";
import type { JourneyDetail } from "@/server/journeys/contract";
import { diffGraphs, unionGraph } from "@/server/journeys/graph/changes/diff";
import type { DraftGraph } from "@/server/journeys/graph/schema";

/** The draft stands among the versions under this id. */
export const draftSide = "draft";

export type Sides = { from: string; to: string };

/** Two versions, or a version and the draft, on one canvas. */
export function VersionDiff({
  journey,
  sides,
  onChange,
  onClose,
}: {
  journey: JourneyDetail;
  sides: Sides;
  onChange: (sides: Sides) => void;
  onClose: () => void;
}) {
  const from = useSide(journey, sides.from);
  const to = useSide(journey, sides.to);
  const failed = [from, to].find((side) => side.error);
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  if (!from.graph || !to.graph) return <Skeleton className="m-4 min-h-96" />;
  return (
    <Comparison
      key={`${sides.from} ${sides.to}`}
      journey={journey}
      before={from.graph}
      after={to.graph}
      sides={sides}
      onChange={onChange}
      onClose={onClose}
    />
  );
}

function useSide(journey: JourneyDetail, side: string) {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions(side === draftSide ? skipToken : { versionId: side }));
  return {
    graph: side === draftSide ? journey.draft : version.data?.graph,
    error: version.error,
    retry: () => void version.refetch(),
  };
}

function Comparison(props: {
  journey: JourneyDetail;
  before: DraftGraph;
  after: DraftGraph;
  sides: Sides;
  onChange: (sides: Sides) => void;
  onClose: () => void;
}) {
  const t = useTranslations("builder.diff");
  const { before, after, journey } = props;
  const diff = useMemo(() => diffGraphs(before, after), [before, after]);
  const union = useMemo(() => unionGraph(before, after), [before, after]);
  const changes = useMemo(() => changesIn(diff, union), [diff, union]);
  const { editor, actions } = useEditor(union, true);
  const [view, setView] = useView();
  const counts = useMemo(() => {
    const count = { added: 0, removed: 0, changed: 0 };
    for (const { kind } of diff.nodes) count[kind] += 1;
    return count;
  }, [diff]);

  function step(by: 1 | -1) {
    const at = diff.nodes.findIndex((change) => editor.selected.has(change.id));
    const next =
      diff.nodes[at < 0 && by < 0 ? diff.nodes.length - 1 : (at + by + diff.nodes.length) % diff.nodes.length];
    if (next) editor.select([next.id]);
  }

  const toolbar = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-card px-3 py-2">
      <Button variant="ghost" size="sm" onClick={props.onClose}>
        <ArrowLeft />
        {t("close")}
      </Button>
      <h1 className="sr-only">{t("title", { name: journey.name })}</h1>
      <div className="flex items-center gap-2">
        <SidePicker {...props} side="from" />
        <ArrowRight className="size-4 text-muted-foreground" aria-hidden />
        <SidePicker {...props} side="to" />
      </div>
      <ChangeCounts counts={counts} />
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
      editor={{ ...editor, problems: none }}
      actions={actions}
      view={view}
      toolbar={toolbar}
      changes={changes}
      panel={(node) =>
        node ? (
          <NodeDiff node={node} change={diff.nodes.find((change) => change.id === node.id)} />
        ) : (
          <DiffSummary diff={diff} onSelect={(id) => editor.select([id])} />
        )
      }
    />
  );
}

const none: never[] = [];

/** What happened to each step and each connection of both graphs in one. */
function changesIn(diff: ReturnType<typeof diffGraphs>, union: DraftGraph): ReadonlyMap<string, ChangeKind> {
  const way = (edge: DraftGraph["edges"][number]) => JSON.stringify([edge.from, edge.port, edge.to]);
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

function SidePicker({
  journey,
  side,
  sides,
  onChange,
}: {
  journey: JourneyDetail;
  side: "from" | "to";
  sides: Sides;
  onChange: (sides: Sides) => void;
}) {
  const t = useTranslations("builder.diff");
  const versions = useTranslations("journeys.versions");
  const trpc = useTRPC();
  const listed = useQuery(trpc.journeys.versions.queryOptions({ journeyId: journey.id }));
  const options = listed.data?.items ?? [];
  const isOlder = sides[side] !== draftSide && !options.some((version) => version.id === sides[side]);
  return (
    <NativeSelect
      aria-label={t(side)}
      value={sides[side]}
      onChange={(event) => onChange({ ...sides, [side]: event.target.value })}
    >
      <option value={draftSide}>{t("draft")}</option>
      {options.map((version) => (
        <option key={version.id} value={version.id}>
          {versions("number", { number: version.number })}
        </option>
      ))}
      {isOlder && <option value={sides[side]}>{t("older")}</option>}
    </NativeSelect>
  );
}
