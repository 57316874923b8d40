"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CheckList } from "@/components/campaigns/rehearsal/check-list";
import { CostTable } from "@/components/campaigns/rehearsal/cost-table";
import { FirstHours } from "@/components/campaigns/rehearsal/first-hours";
import { FirstTouches } from "@/components/campaigns/rehearsal/first-touches";
import { LeftOutCard } from "@/components/campaigns/rehearsal/left-out-card";
import { RehearsalFigures } from "@/components/campaigns/rehearsal/rehearsal-figures";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState, useErrorText } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { LaunchCampaignInput } from "@/server/campaigns/contract";
import { mayLaunch, REHEARSED_DAYS, type Rehearsal } from "@/server/campaigns/rehearsal/contract";

/** What the launch would do, before anybody presses it. */
export function LaunchReview({
  input,
  journeyId,
  launching,
  error,
  onBack,
  onLaunch,
}: {
  input: LaunchCampaignInput;
  journeyId: string;
  launching: boolean;
  error: unknown;
  onBack: () => void;
  onLaunch: () => void;
}) {
  const t = useTranslations("rehearsal");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const top = useRef<HTMLDivElement>(null);
  const { name, ...asked } = input;
  const rehearsal = useQuery(
    trpc.campaigns.rehearse.queryOptions(asked, { staleTime: 0, refetchOnWindowFocus: false }),
  );
  // Who pressed a button below is at the top of what it opened, also by keyboard and ear.
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    top.current?.closest("main")?.scrollTo({ top: 0 });
  }, []);
  const free = rehearsal.data !== undefined && mayLaunch(rehearsal.data.checks);
  const launch = (
    <Button onClick={onLaunch} pending={launching} disabled={!free}>
      {t(input.plan.startsAt ? "schedule" : "launch")}
    </Button>
  );
  return (
    <div ref={top} tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)] gap-4 outline-none">
      <PageHeader
        title={`${t("title")}: ${name}`}
        description={t("about")}
        actions={
          <>
            <Button variant="outline" onClick={onBack}>
              <ArrowLeft aria-hidden /> {t("back")}
            </Button>
            {launch}
          </>
        }
      />
      {error !== null && (
        <p role="alert" className="text-sm text-destructive-strong">
          {errorText(error)}
        </p>
      )}
      {rehearsal.isError ? (
        <ErrorState error={rehearsal.error} onRetry={() => rehearsal.refetch()} />
      ) : rehearsal.data ? (
        <>
          {!free && (
            <p role="status" className="text-sm font-medium text-destructive-strong">
              {t("stopped")}
            </p>
          )}
          <Told rehearsal={rehearsal.data} journeyId={journeyId} budgeted={input.plan.budget?.cost !== undefined} />
        </>
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Told({ rehearsal, journeyId, budgeted }: { rehearsal: Rehearsal; journeyId: string; budgeted: boolean }) {
  const t = useTranslations("rehearsal");
  const format = useFormatter();
  const { followed, entering, days, zone, unknownLines } = rehearsal;
  const notes = [
    t("assumption", { days, zone: zone.replaceAll("_", " ") }),
    followed !== null && t("sampled", { followed: format.number(followed), debtors: format.number(entering.debtors) }),
    entering.triedOn !== null && t("triedOn", { count: entering.triedOn }),
    unknownLines > 0 && t("unknownLines", { count: unknownLines }),
  ].filter(Boolean);
  return (
    <>
      <CheckList checks={rehearsal.checks} journeyId={journeyId} />
      <RehearsalFigures rehearsal={rehearsal} />
      <p className="text-xs text-muted-foreground">{notes.join(" ")}</p>
      {rehearsal.touches.length === 0 ? (
        <LeftOutCard leftOut={rehearsal.leftOut} />
      ) : (
        <>
          <FirstHours rehearsal={rehearsal} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <FirstTouches touches={rehearsal.touches} />
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <LeftOutCard leftOut={rehearsal.leftOut} />
              <CostTable rehearsal={rehearsal} budgeted={budgeted} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Waiting() {
  const t = useTranslations("rehearsal");
  return (
    <div role="status" aria-label={t("loading", { days: REHEARSED_DAYS })} className="grid gap-4">
      <Skeleton className="h-44" />
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {[1, 2, 3, 4].map((nth) => (
          <Skeleton key={nth} className="h-24" />
        ))}
      </div>
      <Skeleton className="h-44" />
      <Skeleton className="h-80" />
    </div>
  );
}
