"use client";

import dynamic from "next/dynamic";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { DayScrubber } from "@/components/simulation/day-scrubber";
import { HoursHeatMap } from "@/components/simulation/hours-heat-map";
import { StepCounts } from "@/components/simulation/step-counts";
import { TotalsPanel } from "@/components/simulation/totals-panel";
import { TouchList } from "@/components/simulation/touch-list";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { marksOf } from "@/server/journeys/simulation/marks";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";
import { contactHours, countsAt, type Totals, totalsOf } from "@/server/journeys/simulation/summarise";

const FlowMap = dynamic(() => import("@/components/simulation/flow-map"), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** What a simulation showed, at the end of any of its days. */
export function ResultView({
  graph,
  result,
  names,
  real,
  seconds,
}: {
  graph: ExecutableGraph;
  result: SimulationResult;
  names: Record<string, string>;
  /** The debtors are the workspace's own and have pages. */
  real: boolean;
  seconds: number;
}) {
  const t = useTranslations("simulation");
  const format = useFormatter();
  const [chosen, setChosen] = useState<number>();
  const at = Math.min(chosen ?? result.days.length - 1, result.days.length - 1);
  const until = result.days[at]?.endsAt ?? 0;
  const marks = useMemo(() => marksOf(result), [result]);
  const counts = useMemo(() => countsAt(result.enrollments, until), [result, until]);
  const totals = useMemo(() => totalsOf(result, until), [result, until]);
  const hours = useMemo(() => contactHours(result.touches, until), [result, until]);
  return (
    <section aria-label={t("result")} className="grid min-w-0 gap-4">
      <p className="text-xs text-muted-foreground" role="status">
        {t("ran", {
          debtors: format.number(Object.keys(names).length),
          days: result.days.length,
          seconds: format.number(seconds, { maximumFractionDigits: 1 }),
        })}
      </p>
      <Figures totals={totals} />
      <Card className="gap-0 overflow-hidden p-0">
        <div className="h-[22rem] border-b max-md:hidden">
          <FlowMap graph={graph} counts={counts} entered={totals.entered} />
        </div>
        <div className="max-h-72 overflow-y-auto border-b md:hidden">
          <StepCounts graph={graph} counts={counts} entered={totals.entered} />
        </div>
        <DayScrubber days={result.days} marks={marks} at={at} onChange={setChosen} />
      </Card>
      <Tabs defaultValue="touches">
        <TabsList>
          {(["touches", "hours", "totals", "steps"] as const).map((tab) => (
            <TabsTrigger key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="touches">
          <TouchList
            graph={graph}
            touches={result.touches}
            names={names}
            real={real}
            day={{ from: result.days[at - 1]?.endsAt ?? Number.NEGATIVE_INFINITY, until }}
          />
        </TabsContent>
        <TabsContent value="hours">
          <HoursHeatMap grid={hours} />
        </TabsContent>
        <TabsContent value="totals">
          <TotalsPanel totals={totals} />
        </TabsContent>
        <TabsContent value="steps">
          <StepCounts graph={graph} counts={counts} entered={totals.entered} />
        </TabsContent>
      </Tabs>
    </section>
  );
}

function Figures({ totals }: { totals: Totals }) {
  const t = useTranslations("simulation.figures");
  const format = useFormatter();
  const { channels } = totals;
  const all = Object.values(channels);
  const sum = (pick: "sent" | "deferred" | "refused") => all.reduce((total, one) => total + one[pick], 0);
  const figures = [
    { key: "inside", value: format.number(totals.inside), note: t("ofEntered", { count: totals.entered }) },
    {
      key: "sent",
      value: format.number(sum("sent")),
      note: t("cost", { amount: format.number(totals.costCents / 100, { style: "currency", currency: "USD" }) }),
    },
    { key: "refused", value: format.number(sum("refused")), note: t("deferred", { count: sum("deferred") }) },
    {
      key: "paid",
      value: format.number(totals.paid.reduce((count, one) => count + one.payments, 0)),
      note: totals.paid[0] && <Money amountMinor={totals.paid[0].amountMinor} currency={totals.paid[0].currency} />,
    },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      {figures.map(({ key, value, note }) => (
        <div key={key} className="rounded-lg border bg-card px-4 py-3">
          <dt className="text-xs text-muted-foreground">{t(key)}</dt>
          <dd className="text-xl font-semibold tracking-tight tabular-nums">{value}</dd>
          <dd className="text-xs text-muted-foreground">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
