"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { AgeingCard } from "@/components/overview/ageing-card";
import { Figures, FiguresSkeleton } from "@/components/overview/figures";
import { MoneySheet } from "@/components/overview/money-sheet";
import { TasksCard } from "@/components/overview/tasks-card";
import { NextTouchesCard, TodayCard } from "@/components/overview/touches-cards";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useNow } from "@/components/ui/now";
import { PageHeader } from "@/components/ui/page-header";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { LocalTime } from "@/components/ui/when";
import { periodDays } from "@/server/analytics/contract";

/** What is going on, what needs a person, what happens next; all as of the workspace's clock. */
export function OverviewPage() {
  const t = useTranslations("overview");
  const trpc = useTRPC();
  const workspace = useWorkspace();
  const now = useNow();
  const mayImport = useMay("imports.run");
  const [view, setView] = useQueryStates({
    currency: parseAsString,
    days: parseAsInteger.withDefault(30),
    asOf: parseAsString,
    show: parseAsString,
  });
  const days = periodDays.find((each) => each === view.days) ?? 30;
  const overview = useQuery(trpc.overview.get.queryOptions({ days }, { placeholderData: keepPreviousData }));
  const today = useQuery(trpc.overview.ageing.queryOptions({}));
  const currencies = [
    ...new Set([
      ...(today.data?.currencies ?? []).map((each) => each.currency),
      ...(overview.data?.money ?? []).map((each) => each.currency),
    ]),
  ];
  const currency =
    view.currency ??
    (currencies.includes(workspace.currency) ? workspace.currency : (currencies[0] ?? workspace.currency));
  const show = view.show === "collected" || view.show === "promised" ? view.show : null;

  if (overview.isError || today.isError) {
    const failed = overview.isError ? overview : today;
    return <ErrorState error={failed.error} onRetry={() => failed.refetch()} className="m-auto w-full max-w-lg" />;
  }
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t.rich("asOfNow", { when: () => <LocalTime key="now" at={now} zone={workspace.timeZone} /> })}
        actions={
          <>
            {currencies.length > 1 && (
              <Select value={currency} onValueChange={(next) => setView({ currency: next })}>
                <SelectTrigger aria-label={t("currency")}>
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {currencies.map((each) => (
                    <SelectItem key={each} value={each}>
                      {each}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            )}
            <Select value={String(days)} onValueChange={(next) => setView({ days: Number(next) })}>
              <SelectTrigger aria-label={t("period")}>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {periodDays.map((each) => (
                  <SelectItem key={each} value={String(each)}>
                    {t("days", { days: each })}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </>
        }
      />
      {overview.data?.empty ? (
        <EmptyState
          icon={Inbox}
          title={t("empty.title")}
          description={t("empty.body")}
          className="flex-1"
          action={
            mayImport && (
              <Button asChild>
                <Link href={`/${workspace.slug}/imports`}>{t("empty.action")}</Link>
              </Button>
            )
          }
        />
      ) : (
        <>
          {overview.data && today.data ? (
            <Figures
              overview={overview.data}
              ageing={today.data}
              currency={currency}
              onShow={(next) => setView({ show: next })}
            />
          ) : (
            <FiguresSkeleton />
          )}
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="flex min-w-0 flex-col gap-5">
              <AgeingCard currency={currency} asOf={view.asOf} onAsOf={(asOf) => setView({ asOf })} />
              {overview.data ? <NextTouchesCard overview={overview.data} /> : <Skeleton className="h-48" />}
            </div>
            <div className="flex min-w-0 flex-col gap-5 max-lg:order-first">
              <TasksCard />
              {overview.data ? <TodayCard overview={overview.data} /> : <Skeleton className="h-40" />}
            </div>
          </div>
        </>
      )}
      {show && <MoneySheet show={show} currency={currency} days={days} onClose={() => setView({ show: null })} />}
    </>
  );
}
