"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ChangeBadge } from "@/components/graph-builder/versions/change-badge";
import { stepLooks } from "@/components/journey-builder/step-kinds";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { JourneyChange } from "@/server/journeys/contract";
import type { NodeKind } from "@/server/journeys/graph/schema";

const shownMax = 8;

/** Who changed what in the journey, the newest first. `titleOf`: what a step that is still there is called. */
export function ChangeList({ journeyId, titleOf }: { journeyId: string; titleOf: (id: string) => string | undefined }) {
  const t = useTranslations("builder.changes");
  const trpc = useTRPC();
  const changes = useInfiniteQuery(
    trpc.journeys.changes.infiniteQueryOptions({ journeyId }, { getNextPageParam: (page) => page.nextCursor }),
  );
  if (changes.isPending) return <Skeleton className="h-24" />;
  if (changes.isError) return <ErrorState error={changes.error} onRetry={() => void changes.refetch()} />;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-4">
        {changes.data.pages
          .flatMap((page) => page.items)
          .map((change) => (
            <li key={change.id} className="grid gap-1 border-l-2 pl-3">
              <p className="flex items-baseline justify-between gap-2 text-sm">
                <span className="min-w-0">
                  <span className="font-medium">{change.by ?? t("product")}</span> {t(change.kind, numberOf(change))}
                </span>
                <When at={change.at} className="text-xs text-muted-foreground" />
              </p>
              <Steps change={change} titleOf={titleOf} />
            </li>
          ))}
      </ol>
      {changes.hasNextPage && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          pending={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

const numberOf = (change: JourneyChange) => ({ number: change.number ?? 0 });

function Steps({ change, titleOf }: { change: JourneyChange; titleOf: (id: string) => string | undefined }) {
  const t = useTranslations("builder.changes");
  const kinds = useTranslations("journeys.kinds");
  const rest = change.steps.length - shownMax;
  return (
    <ul className="grid gap-0.5 text-xs">
      {change.steps.slice(0, shownMax).map((step) => {
        const { icon: Icon, text } = stepLooks[step.kind satisfies NodeKind];
        return (
          <li key={step.id} className="flex items-center gap-1.5">
            <Icon className={cn("size-3.5 shrink-0", text)} aria-hidden />
            <span className="min-w-0 flex-1 truncate">{titleOf(step.id) ?? kinds(step.kind)}</span>
            <ChangeBadge change={step.change} />
          </li>
        );
      })}
      {rest > 0 && <li className="text-muted-foreground">{t("moreSteps", { count: rest })}</li>}
      {change.others && <li className="text-muted-foreground">{t("others")}</li>}
    </ul>
  );
}
