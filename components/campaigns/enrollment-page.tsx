"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { HistoryEventText } from "@/components/campaigns/history-event-text";
import { OutcomeText } from "@/components/campaigns/outcome-text";
import { useHistoryWords } from "@/components/campaigns/use-history-words";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import type { EnrollmentHistory } from "@/server/campaigns/contract";

const link = "rounded-sm outline-none underline-offset-4 hover:underline focus-visible:ring-2 focus-visible:ring-ring";

/** What one debtor went through in a campaign, and why. */
export function EnrollmentPage({ enrollmentId }: { enrollmentId: string }) {
  const t = useTranslations("campaigns.history");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const history = useQuery(trpc.campaigns.history.queryOptions({ enrollmentId }));
  if (history.isError) return <ErrorState error={history.error} onRetry={() => history.refetch()} />;
  if (history.isPending) return <Skeleton className="h-64" />;
  const { data } = history;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <Link href={`/${slug}/debtors/${data.debtorId}`} className={link}>
              {data.debtorName}
            </Link>
            <StatusBadge status={data.status} />
          </span>
        }
        description={
          <>
            <Link href={`/${slug}/campaigns/${data.campaignId}`} className={link}>
              {data.campaignName}
            </Link>
            {data.outcome && (
              <>
                {" · "}
                <OutcomeText outcome={data.outcome} />
              </>
            )}
            {data.dueAt && (
              <>
                {" · "}
                {t("next")} <When at={data.dueAt} />
              </>
            )}
          </>
        }
      />
      {data.parkedReason && <ParkedAlert enrollmentId={enrollmentId} reason={data.parkedReason} />}
      <div className="grid gap-4 lg:grid-cols-[1fr_20rem]">
        <Card>
          <CardHeader>
            <CardTitle>{t("title")}</CardTitle>
          </CardHeader>
          <CardContent>
            <Entries history={data} />
          </CardContent>
        </Card>
        <Card className="self-start">
          <CardHeader>
            <CardTitle>{t("touches")}</CardTitle>
          </CardHeader>
          <CardContent>
            {data.touches.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("noTouch")}</p>
            ) : (
              <ul className="grid gap-2 text-sm">
                {data.touches.map((touch) => (
                  <li key={touch.id} className="flex items-center gap-2">
                    <ChannelIcon channel={touch.channel} />
                    <Link href={`/${slug}/touches/${touch.id}`} className={link}>
                      <When at={touch.at} exact />
                    </Link>
                    <StatusBadge status={touch.status} className="ml-auto" />
                  </li>
                ))}
              </ul>
            )}
          </CardContent>
        </Card>
      </div>
    </>
  );
}

function Entries({ history }: { history: EnrollmentHistory }) {
  const t = useTranslations("campaigns.history");
  const words = useHistoryWords(history.graph);
  return (
    <ol className="grid gap-4">
      <li className="grid gap-1 border-l-2 pl-3 text-sm">
        <When at={history.enteredAt} exact className="text-xs text-muted-foreground" />
        <span>{t("entered")}</span>
      </li>
      {history.entries.map((entry) => (
        <li key={entry.id} className="grid gap-1 border-l-2 pl-3 text-sm">
          <When at={entry.at} exact className="text-xs text-muted-foreground" />
          <ul className="grid gap-0.5">
            {entry.events.map((event, at) => (
              <HistoryEventText
                // biome-ignore lint/suspicious/noArrayIndexKey: the events of a wake never change
                key={at}
                event={event}
                words={words}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function ParkedAlert({ enrollmentId, reason }: { enrollmentId: string; reason: string }) {
  const t = useTranslations("campaigns.history");
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayRetry = useMay("campaigns.update");
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  const retry = useMutation(trpc.campaigns.retryEnrollment.mutationOptions({ onSettled }));
  return (
    <Alert variant="destructive">
      <AlertTitle>{t("parkedTitle")}</AlertTitle>
      <AlertDescription className="flex flex-wrap items-center justify-between gap-2">
        <span>{t("parkedBody", { reason })}</span>
        {mayRetry && (
          <Button variant="outline" size="sm" pending={retry.isPending} onClick={() => retry.mutate({ enrollmentId })}>
            <RotateCcw aria-hidden /> {t("retry")}
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}
