"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useView, ViewSwitch } from "@/components/graph-builder/view-switch";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { type CampaignDetail, type StepGroup, stepGroups } from "@/server/campaigns/contract";
import type { StepCounts, StepMoney } from "@/server/campaigns/progress/contract";
import { readingOrder } from "@/server/journeys/graph/projections/order";
import type { DraftNode } from "@/server/journeys/graph/schema";

const COUNTS_POLL_MS = 4_000;
const MONEY_POLL_MS = 30_000;

const FlowMap = dynamic(() => import("@/components/simulation/flow-map"), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** The running version, live: at each step who came, stands there, went on or was refused, and what came in. */
export function ProgressCard({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.progress");
  const trpc = useTRPC();
  const [view, setView] = useView();
  const href = useStepHref();
  const chosen = useSearchParams().get("step");
  const every = (ms: number) => ({ refetchInterval: campaign.status === "ended" ? (false as const) : ms });
  const version = useQuery(
    trpc.journeys.version.queryOptions(
      { versionId: campaign.journeyVersionId },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const of = { campaignId: campaign.id };
  const counts = useQuery(trpc.campaigns.stepCounts.queryOptions(of, every(COUNTS_POLL_MS)));
  const money = useQuery(trpc.campaigns.progress.queryOptions(of, every(MONEY_POLL_MS)));
  const onMap = useMemo(
    () => new Map(counts.data?.map(({ nodeId, waiting, ...rest }) => [nodeId, { here: waiting, ...rest }])),
    [counts.data],
  );
  const error = version.error ?? counts.error ?? money.error;
  const retry = () => void Promise.all([version.refetch(), counts.refetch(), money.refetch()]);
  return (
    <Card>
      <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
        <div className="grid gap-1">
          <CardTitle>{t("title")}</CardTitle>
          {campaign.status !== "ended" && <CardDescription>{t("about")}</CardDescription>}
        </div>
        <ViewSwitch view={view} onChange={setView} />
      </CardHeader>
      <CardContent>
        {error ? (
          <ErrorState error={error} onRetry={retry} />
        ) : !version.data || !counts.data ? (
          <Skeleton className="h-96" />
        ) : view === "canvas" ? (
          <div className="h-96 overflow-hidden rounded-md border">
            <FlowMap
              graph={version.data.graph}
              counts={onMap}
              entered={counts.data.reduce((sum, step) => sum + step.waiting, 0)}
              href={href}
              chosen={chosen}
            />
          </div>
        ) : (
          <div className="overflow-x-auto">
            <Table aria-label={t("title")}>
              <TableHeader>
                <TableRow>
                  <TableHead>{t("step")}</TableHead>
                  {stepGroups.map((group) => (
                    <TableHead key={group} className="text-right">
                      {t(group)}
                    </TableHead>
                  ))}
                  <TableHead className="text-right">{t("recovered")}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {readingOrder(version.data.graph).map(({ node }) => (
                  <StepRow
                    key={node.id}
                    node={node}
                    counts={counts.data.find((step) => step.nodeId === node.id)}
                    recovered={money.data?.steps.find((step) => step.nodeId === node.id)?.recovered}
                    href={href}
                  />
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </CardContent>
    </Card>
  );
}

/** The address of a step's debtors, with whatever else the address says. */
function useStepHref() {
  const params = useSearchParams();
  const rest = params.toString();
  return useCallback(
    (nodeId: string, of: StepGroup) => {
      const search = new URLSearchParams(rest);
      search.set("step", nodeId);
      search.set("of", of);
      search.delete("at");
      return `?${search}#enrollments-title`;
    },
    [rest],
  );
}

function StepRow({
  node,
  counts,
  recovered,
  href,
}: {
  node: DraftNode;
  counts: StepCounts | undefined;
  recovered: StepMoney["recovered"] | undefined;
  href: (nodeId: string, of: StepGroup) => string;
}) {
  const t = useTranslations("campaigns.progress");
  const words = useStepWords();
  const format = useFormatter();
  const { icon: Icon, text } = stepLooks[node.kind];
  return (
    <TableRow>
      <TableCell className="min-w-40">
        <span className="flex items-center gap-2">
          <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
          <span className="truncate">{words.title(node)}</span>
        </span>
      </TableCell>
      {stepGroups.map((group) => {
        const count = counts?.[group] ?? 0;
        return (
          <TableCell key={group} className="text-right tabular-nums">
            {count === 0 ? (
              <span className="text-muted-foreground">0</span>
            ) : (
              <Link
                href={href(node.id, group)}
                className="rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                aria-label={t("show", { step: words.title(node), group: t(group), count })}
              >
                {format.number(count)}
              </Link>
            )}
          </TableCell>
        );
      })}
      <TableCell className="text-right">
        {recovered?.map((amount) => (
          <span key={amount.currency} className="block">
            <Money {...amount} />
          </span>
        ))}
      </TableCell>
    </TableRow>
  );
}
