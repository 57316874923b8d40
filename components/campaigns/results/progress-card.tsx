"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { type CampaignDetail, stepGroups } from "@/server/campaigns/contract";
import type { StepProgress } from "@/server/campaigns/progress/contract";
import { readingOrder } from "@/server/journeys/graph/projections/order";
import type { DraftNode } from "@/server/journeys/graph/schema";

const POLL_MS = 10_000;

/** Each step of the running version: who came, stands there, went on or was refused, and what came in. */
export function ProgressCard({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.progress");
  const trpc = useTRPC();
  const version = useQuery(
    trpc.journeys.version.queryOptions(
      { versionId: campaign.journeyVersionId },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const progress = useQuery(
    trpc.campaigns.progress.queryOptions(
      { campaignId: campaign.id },
      { refetchInterval: campaign.status === "ended" ? false : POLL_MS },
    ),
  );
  const error = version.error ?? progress.error;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent>
        {error ? (
          <ErrorState error={error} onRetry={() => void Promise.all([version.refetch(), progress.refetch()])} />
        ) : !version.data || !progress.data ? (
          <Skeleton className="h-48" />
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
                    progress={progress.data.steps.find((step) => step.nodeId === node.id)}
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

function StepRow({ node, progress }: { node: DraftNode; progress: StepProgress | undefined }) {
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
        const count = progress?.[group] ?? 0;
        return (
          <TableCell key={group} className="text-right tabular-nums">
            {count === 0 ? (
              <span className="text-muted-foreground">0</span>
            ) : (
              <Link
                href={`?step=${encodeURIComponent(node.id)}&of=${group}#enrollments-title`}
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
        {progress?.recovered.map((amount) => (
          <span key={amount.currency} className="block">
            <Money {...amount} />
          </span>
        ))}
      </TableCell>
    </TableRow>
  );
}
