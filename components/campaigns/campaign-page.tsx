"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CampaignActions } from "@/components/campaigns/campaign-actions";
import { EnrollmentList } from "@/components/campaigns/enrollment-list";
import { OutcomeText } from "@/components/campaigns/outcome-text";
import { ExperimentCard } from "@/components/campaigns/results/experiment-card";
import { MoveCard } from "@/components/campaigns/results/move-card";
import { PlanCard } from "@/components/campaigns/results/plan-card";
import { ProgressCard } from "@/components/campaigns/results/progress-card";
import { SplitCards } from "@/components/campaigns/results/split-cards";
import { useRuleWords } from "@/components/rules/use-rule-words";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import { type CampaignDetail, enrollmentStatuses } from "@/server/campaigns/contract";

const POLL_MS = 5_000;

export function CampaignPage({ campaignId }: { campaignId: string }) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const campaign = useQuery(
    trpc.campaigns.get.queryOptions(
      { campaignId },
      { refetchInterval: ({ state }) => (state.data?.status === "ended" ? false : POLL_MS) },
    ),
  );
  if (campaign.isError) return <ErrorState error={campaign.error} onRetry={() => campaign.refetch()} />;
  if (campaign.isPending) return <Skeleton className="h-64" />;
  const { data } = campaign;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {data.name} <StatusBadge status={data.status} />
          </span>
        }
        description={
          <>
            <Link href={`/${slug}/journeys/${data.journeyId}`} className="underline-offset-4 hover:underline">
              {t("journeyVersion", { name: data.journeyName, number: data.journeyVersion })}
            </Link>
            {" · "}
            <AudienceText campaign={data} />
          </>
        }
        actions={<CampaignActions campaign={data} />}
      />
      <Figures campaign={data} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ProgressCard campaign={data} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <PlanCard campaign={data} />
          <MoveCard campaign={data} />
          {data.plan.holdoutPercent > 0 && <ExperimentCard campaignId={campaignId} live={data.status !== "ended"} />}
        </div>
      </div>
      <SplitCards campaignId={campaignId} live={data.status !== "ended"} />
      <EnrollmentList campaignId={campaignId} live={data.status !== "ended"} />
    </>
  );
}

function AudienceText({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.audience");
  const words = useRuleWords();
  const { overdueDaysMin, currency, countries, where } = campaign.audience;
  const parts = [
    t("overdueBy", { days: overdueDaysMin }),
    currency,
    countries?.join(", "),
    where && words.sentence(where),
  ].filter(Boolean);
  return <>{parts.join(" · ")}</>;
}

function Figures({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns");
  const format = useFormatter();
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Card>
        <CardHeader>
          <CardTitle>{t("figures.debtors")}</CardTitle>
        </CardHeader>
        <CardContent>
          <dl className="grid gap-1.5 text-sm">
            {enrollmentStatuses.map((status) => (
              <div key={status} className="flex items-center justify-between gap-2">
                <dt>
                  <StatusBadge status={status} />
                </dt>
                <dd className="tabular-nums">{format.number(campaign.counts[status])}</dd>
              </div>
            ))}
          </dl>
          {campaign.nextDueAt && (
            <p className="mt-3 text-xs text-muted-foreground">
              {t("figures.next")} <When at={campaign.nextDueAt} />
            </p>
          )}
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("figures.outcomes")}</CardTitle>
        </CardHeader>
        <CardContent>
          {campaign.outcomes.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t("figures.noOutcome")}</p>
          ) : (
            <dl className="grid gap-1.5 text-sm">
              {campaign.outcomes.map(({ outcome, count }) => (
                <div key={outcome} className="flex justify-between gap-2">
                  <dt>
                    <OutcomeText outcome={outcome} />
                  </dt>
                  <dd className="tabular-nums">{format.number(count)}</dd>
                </div>
              ))}
            </dl>
          )}
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("figures.touches")}</CardTitle>
        </CardHeader>
        <CardContent>
          {campaign.touches.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t("figures.noTouch")}</p>
          ) : (
            <dl className="grid gap-1.5 text-sm">
              {campaign.touches.map(({ channel, status, count }) => (
                <div key={`${channel} ${status}`} className="flex items-center justify-between gap-2">
                  <dt className="flex items-center gap-2">
                    <ChannelIcon channel={channel} />
                    <StatusBadge status={status} />
                  </dt>
                  <dd className="tabular-nums">{format.number(count)}</dd>
                </div>
              ))}
            </dl>
          )}
        </CardContent>
      </Card>
    </div>
  );
}
