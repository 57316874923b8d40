"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Ban } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { AgeingPanel } from "@/components/debtors/ageing-panel";
import { ConsentsPanel } from "@/components/debtors/consents/consents-panel";
import { ContactsPanel } from "@/components/debtors/contacts-panel";
import { DebtorActions } from "@/components/debtors/debtor-actions";
import { HoursPanel } from "@/components/debtors/hours-panel";
import { NextPanel } from "@/components/debtors/next-panel";
import { OpenMatters } from "@/components/debtors/open-matters";
import { Timeline } from "@/components/debtors/timeline";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { WishesPanel } from "@/components/debtors/wishes/wishes-panel";
import { TasksCard } from "@/components/overview/tasks-card";
import { PaymentsOf } from "@/components/payments/payments-of";
import { PrivacyNotice } from "@/components/privacy/privacy-notice";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { useNow } from "@/components/ui/now";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { LocalTime, When } from "@/components/ui/when";
import type { DebtorDetail } from "@/server/debtors/contract";

export function DebtorPage({ debtorId }: { debtorId: string }) {
  const t = useTranslations("debtors.detail");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const debtor = useQuery(trpc.debtors.get.queryOptions({ debtorId }));
  if (debtor.isError) {
    return <ErrorState error={debtor.error} onRetry={() => debtor.refetch()} className="m-auto w-full max-w-lg" />;
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Link
          href={`/${slug}/debtors`}
          className="inline-flex w-fit items-center gap-1 rounded-sm text-xs text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          <ArrowLeft className="size-3.5" aria-hidden /> {t("back")}
        </Link>
        {debtor.data ? (
          <PageHeader
            title={debtor.data.name}
            description={<Facts debtor={debtor.data} />}
            actions={<DebtorActions debtor={debtor.data} />}
          />
        ) : (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-7 w-64" />
            <Skeleton className="h-4 w-96 max-w-full" />
          </div>
        )}
      </div>
      {debtor.data?.stop && <StopNotice debtor={debtor.data} />}
      {debtor.data && <PrivacyNotice debtor={debtor.data} />}
      {debtor.data?.pausedReason && (
        <Alert variant="warning">
          <AlertDescription>{t("paused", { reason: debtor.data.pausedReason })}</AlertDescription>
        </Alert>
      )}
      {/* Beside each other on a desk; on a phone one column, what comes next before what was. */}
      <div className="flex flex-col gap-5 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          <div className="max-lg:order-2">
            <AgeingPanel debtorId={debtorId} />
          </div>
          <div className="max-lg:order-4">
            <HoursPanel debtorId={debtorId} />
          </div>
          <div className="max-lg:order-6">
            <Timeline debtorId={debtorId} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          <div className="flex flex-col gap-5 max-lg:order-1">
            <TasksCard debtorId={debtorId} />
            <NextPanel debtorId={debtorId} />
          </div>
          <div className="flex flex-col gap-5 max-lg:order-3">
            {debtor.data ? (
              <>
                <OpenMatters debtor={debtor.data} />
                <ContactsPanel debtor={debtor.data} />
                <WishesPanel debtor={debtor.data} />
                <ConsentsPanel debtor={debtor.data} />
              </>
            ) : (
              <Skeleton className="h-56" />
            )}
          </div>
          <div className="flex flex-col gap-5 max-lg:order-5">
            <PaymentsOf debtorId={debtorId} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Facts({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors");
  const locale = useLocale();
  const now = useNow();
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(debtor.country);
  const place = [debtor.city, debtor.region, country].filter(Boolean).join(", ");
  const zone = debtor.zones[0];
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{t(`kinds.${debtor.kind}`)}</span>
      <span>{place}</span>
      <span>{t("detail.yourId", { id: debtor.externalId })}</span>
      <span>
        {zone
          ? t.rich("detail.localTime", { time: () => <LocalTime key="time" at={now} zone={zone} /> })
          : t("detail.zoneUnknown")}
      </span>
      {!debtor.addressVerified && <Badge variant="outline">{t("detail.addressUnverified")}</Badge>}
      {debtor.tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}

function StopNotice({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors");
  const trpc = useTRPC();
  const mayStop = useMay("debtors.stop");
  const resume = useDebtorMutation(trpc.debtors.resume, t("detail.actions.resumedToast"));
  return (
    <Alert variant="destructive">
      <Ban aria-hidden />
      <AlertTitle>{t("detail.stopped", { reason: t(`stops.${debtor.stop ?? "cease"}`) })}</AlertTitle>
      <AlertDescription className="flex flex-wrap items-center gap-3">
        {debtor.stoppedAt && (
          <span>
            {t("detail.stoppedSince")} <When at={debtor.stoppedAt} exact />
          </span>
        )}
        {mayStop && (
          <Button
            variant="outline"
            size="sm"
            pending={resume.isPending}
            onClick={() => resume.mutate({ debtorId: debtor.id })}
          >
            {t("detail.resume")}
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}
