"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { BothTimes } from "@/components/touches/both-times";
import { ReceiptCard } from "@/components/touches/receipt-card";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import type { TouchDetail } from "@/server/touches/contract";

const link = "rounded-sm outline-none underline-offset-4 hover:underline focus-visible:ring-2 focus-visible:ring-ring";

/** The receipt of one contact: what was said, how it went, and rule by rule why it was allowed or not. */
export function TouchPage({ touchId }: { touchId: string }) {
  const t = useTranslations("touches");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const touch = useQuery(trpc.touches.get.queryOptions({ touchId }));
  if (touch.isError) return <ErrorState error={touch.error} onRetry={() => touch.refetch()} />;
  if (touch.isPending) return <Skeleton className="h-64" />;
  const { data } = touch;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <ChannelIcon channel={data.channel} />
            {t("titleOf", { purpose: t(`purposes.${data.purpose}`) })}
            <StatusBadge status={data.status} />
          </span>
        }
        description={
          <>
            <Link href={`/${slug}/debtors/${data.debtorId}`} className={link}>
              {data.debtorName}
            </Link>
            {data.campaignId && (
              <>
                {" · "}
                <Link href={`/${slug}/campaigns/${data.campaignId}`} className={link}>
                  {data.campaignName}
                </Link>
              </>
            )}
          </>
        }
      />
      {data.status === "unknown" && <UnknownAlert touchId={touchId} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          {data.receipts.map((receipt) => (
            <ReceiptCard key={receipt.id} receipt={receipt} />
          ))}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          <SendingCard touch={data} />
          {data.message && (
            <Card>
              <CardHeader>
                <CardTitle>{data.message.subject ?? t("message")}</CardTitle>
              </CardHeader>
              <CardContent>
                <p className="text-sm wrap-anywhere whitespace-pre-wrap">{data.message.body}</p>
              </CardContent>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

function SendingCard({ touch }: { touch: TouchDetail }) {
  const t = useTranslations("touches.sending");
  const codes = useTranslations("policy.codes");
  const { slug } = useWorkspace();
  const code = touch.resultCode;
  const zone = touch.receipts.findLast((receipt) => receipt.candidateZones.length > 0)?.candidateZones[0];
  const facts: [string, React.ReactNode][] = [
    [t("address"), touch.address],
    [t("planned"), <BothTimes key="planned" at={touch.dispatchAt} debtorZone={zone} />],
    [t("sent"), touch.sentAt && <BothTimes key="sent" at={touch.sentAt} debtorZone={zone} />],
    [t("settled"), touch.settledAt && <BothTimes key="settled" at={touch.settledAt} debtorZone={zone} />],
    [t("attempts"), touch.attempts > 0 ? touch.attempts : null],
    [t("provider"), touch.provider],
    [t("reference"), touch.providerRef && <code className="text-xs break-all">{touch.providerRef}</code>],
    [t("result"), code && (codes.has(code) ? codes(code) : code)],
    [t("callOutcome"), touch.callResult?.outcome && t(`outcomes.${touch.callResult.outcome}`)],
    [t("digits"), touch.callResult?.digits],
    [
      t("enrollment"),
      touch.enrollmentId && touch.campaignId && (
        <Link href={`/${slug}/campaigns/${touch.campaignId}/enrollments/${touch.enrollmentId}`} className={link}>
          {t("history")}
        </Link>
      ),
    ],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
          {facts
            .filter(([, value]) => value !== null && value !== undefined && value !== "")
            .map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{name}</dt>
                <dd className="text-right break-words">{value}</dd>
              </div>
            ))}
        </dl>
      </CardContent>
    </Card>
  );
}

function UnknownAlert({ touchId }: { touchId: string }) {
  const t = useTranslations("touches.unknown");
  const trpc = useTRPC();
  const client = useQueryClient();
  const maySettle = useMay("touches.settle");
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.touches.pathKey() });
  const settle = useMutation(trpc.touches.settle.mutationOptions({ onSettled }));
  return (
    <Alert variant="destructive">
      <AlertTitle>{t("title")}</AlertTitle>
      <AlertDescription className="grid gap-3">
        <span>{t("body")}</span>
        {maySettle && (
          <span className="flex flex-wrap gap-2">
            {(["sent", "failed"] as const).map((as) => (
              <Button
                key={as}
                variant="outline"
                size="sm"
                disabled={settle.isPending}
                onClick={() => settle.mutate({ touchId, as })}
              >
                {t(`as.${as}`)}
              </Button>
            ))}
          </span>
        )}
      </AlertDescription>
    </Alert>
  );
}
