"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { useWorkspace } from "@/components/shell/workspace-context";
import { ResultView } from "@/components/simulation/result-view";
import { SideBySide } from "@/components/simulation/side-by-side";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { DataList, type ListColumn } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { textLink } from "@/components/ui/text-link";
import { LocalTime } from "@/components/ui/when";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { compareRuns, type Difference, type Side } from "@/server/journeys/simulation/compare";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";
import { totalsOf } from "@/server/journeys/simulation/summarise";

const kinds = ["different", "only_draft", "only_live", "same"] as const;
type Row = Difference & { id: string };

/** Whom each would have contacted, when, by what; and where they differ. */
export function BacktestResult({
  graphs,
  draft,
  live,
  names,
  seconds,
}: {
  graphs: { draft: ExecutableGraph; live: ExecutableGraph | null; number: number | null };
  draft: SimulationResult;
  live: SimulationResult | null;
  names: Record<string, string>;
  seconds: number;
}) {
  const t = useTranslations("simulation.backtest");
  const rows = useMemo(
    () => (live ? compareRuns(draft, live).map((one): Row => ({ ...one, id: one.debtorId })) : []),
    [draft, live],
  );
  const view = { names, real: true, seconds };
  if (!live || !graphs.live) {
    return (
      <>
        <Alert>
          <AlertTitle>{t("noLive.title")}</AlertTitle>
          <AlertDescription>{t("noLive.body")}</AlertDescription>
        </Alert>
        <ResultView {...view} graph={graphs.draft} result={draft} />
      </>
    );
  }
  return (
    <Tabs defaultValue="compare">
      <TabsList>
        <TabsTrigger value="compare">{t("tabs.compare")}</TabsTrigger>
        <TabsTrigger value="draft">{t("tabs.draft")}</TabsTrigger>
        <TabsTrigger value="live">{t("tabs.live", { number: graphs.number ?? 0 })}</TabsTrigger>
      </TabsList>
      <TabsContent value="compare" className="grid min-w-0 gap-4">
        <SideBySide draft={totalsOf(draft)} live={totalsOf(live)} number={graphs.number ?? 0} />
        <Differences rows={rows} names={names} graphs={{ draft: graphs.draft, live: graphs.live }} />
      </TabsContent>
      <TabsContent value="draft">
        <ResultView {...view} graph={graphs.draft} result={draft} />
      </TabsContent>
      <TabsContent value="live">
        <ResultView {...view} graph={graphs.live} result={live} />
      </TabsContent>
    </Tabs>
  );
}

type DiffGraphs = { draft: ExecutableGraph; live: ExecutableGraph };

function Differences({
  rows,
  names,
  graphs,
}: {
  rows: readonly Row[];
  names: Record<string, string>;
  graphs: DiffGraphs;
}) {
  const t = useTranslations("simulation.backtest");
  const format = useFormatter();
  const { slug } = useWorkspace();
  const [kind, setKind] = useState<Difference["kind"] | null>(null);
  const [open, setOpen] = useState<Row>();
  const shown = kind ? rows.filter((row) => row.kind === kind) : rows;
  const day = (at: Date | null) =>
    at ? format.dateTime(at, { day: "numeric", month: "short", year: "numeric" }) : "–";
  const columns: ListColumn<Row, never>[] = [
    {
      id: "debtor",
      header: t("debtor"),
      className: "max-w-44 truncate",
      cell: (row) => (
        <Link href={`/${slug}/debtors/${row.debtorId}`} className={textLink}>
          {names[row.debtorId]}
        </Link>
      ),
    },
    {
      id: "kind",
      header: t("difference"),
      cell: (row) => <Badge variant={row.kind === "same" ? "outline" : "info"}>{t(`kinds.${row.kind}`)}</Badge>,
    },
    { id: "draft", header: t("draftContacts"), align: "right", cell: (row) => format.number(row.draft.sent) },
    { id: "live", header: t("liveContacts"), align: "right", cell: (row) => format.number(row.live.sent) },
    {
      id: "draftFirst",
      header: t("draftFirst"),
      align: "right",
      className: "max-xl:hidden",
      cell: (row) => day(row.draft.firstAt),
    },
    {
      id: "liveFirst",
      header: t("liveFirst"),
      align: "right",
      className: "max-xl:hidden",
      cell: (row) => day(row.live.firstAt),
    },
    {
      id: "open",
      header: t("details"),
      cell: (row) => (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => setOpen(row)}
          aria-label={t("open", { debtor: names[row.debtorId] ?? "" })}
        >
          {t("show")}
        </Button>
      ),
    },
  ];
  return (
    <section className="grid gap-3" aria-label={t("differences")}>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-sm font-semibold">{t("differences")}</h2>
        <FilterSelect
          label={t("difference")}
          any={t("anyDifference")}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <p className="text-xs text-muted-foreground tabular-nums">{t("debtors", { count: shown.length })}</p>
      </div>
      <DataList
        label={t("differences")}
        rows={shown}
        columns={columns}
        sorting={{ sort: undefined as never, dir: "asc" }}
        onSort={() => {}}
        className="max-h-[28rem] min-h-40"
      />
      <Sheet open={open !== undefined} onOpenChange={(now) => !now && setOpen(undefined)}>
        <SheetContent className="overflow-y-auto sm:max-w-2xl">
          <SheetHeader>
            <SheetTitle>{open ? names[open.debtorId] : ""}</SheetTitle>
            <SheetDescription>{open ? t(`kinds.${open.kind}`) : ""}</SheetDescription>
          </SheetHeader>
          {open && (
            <div className="grid gap-6 px-4 pb-6 sm:grid-cols-2">
              <Contacts title={t("draft")} side={open.draft} graph={graphs.draft} />
              <Contacts title={t("live")} side={open.live} graph={graphs.live} />
            </div>
          )}
        </SheetContent>
      </Sheet>
    </section>
  );
}

function Contacts({ title, side, graph }: { title: string; side: Side; graph: ExecutableGraph }) {
  const t = useTranslations("simulation.backtest");
  const words = useStepWords();
  const titleOf = (nodeId: string) => {
    const node = graph.nodes.find((one) => one.id === nodeId);
    return node ? words.title(node) : nodeId;
  };
  return (
    <section className="grid content-start gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      <p className="text-xs text-muted-foreground">{t("sideSum", { sent: side.sent, refused: side.refused })}</p>
      <ol className="grid gap-2">
        {side.contacts.map(({ at, channel, nodeId, touch }) => (
          <li key={touch.id} className="grid gap-0.5 border-l-2 pl-3 text-sm">
            <span className="flex items-center gap-2">
              <ChannelIcon channel={channel} />
              <span className="min-w-0 truncate">{titleOf(nodeId)}</span>
            </span>
            <LocalTime at={at} zone={touch.zone} className="text-xs text-muted-foreground" />
          </li>
        ))}
      </ol>
    </section>
  );
}
