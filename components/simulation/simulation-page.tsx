"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Backtest } from "@/components/simulation/backtest";
import { Simulate } from "@/components/simulation/simulate";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

const modes = ["simulate", "backtest"] as const;

/** A journey before it goes live: over days to come on any debtors, or over what really happened. */
export function SimulationPage({ journeyId }: { journeyId: string }) {
  const t = useTranslations("simulation");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const [mode, setMode] = useQueryState("mode", parseAsStringLiteral(modes).withDefault("simulate"));
  const journey = useQuery(trpc.journeys.get.queryOptions({ journeyId }));
  const latestId = journey.data?.latestVersion?.id;
  const live = useQuery({
    ...trpc.journeys.version.queryOptions({ versionId: latestId ?? "" }),
    enabled: latestId !== undefined,
  });
  if (journey.isError) return <ErrorState error={journey.error} onRetry={() => void journey.refetch()} />;
  if (live.isError) return <ErrorState error={live.error} onRetry={() => void live.refetch()} />;
  if (journey.isPending || (latestId !== undefined && live.isPending)) {
    return (
      <div className="grid gap-4" aria-busy="true">
        <span className="sr-only">{t("loading")}</span>
        <Skeleton className="h-8 w-72 max-w-full" />
        <div className="grid gap-4 lg:grid-cols-[18rem_1fr]">
          <Skeleton className="h-96" />
          <Skeleton className="h-96" />
        </div>
      </div>
    );
  }
  const graphs = { draft: journey.data.draft, live: live.data ?? null };
  return (
    <>
      <PageHeader
        back={
          <Button asChild variant="ghost" size="icon" aria-label={t("back")}>
            <Link href={`/${slug}/journeys/${journeyId}`}>
              <ArrowLeft />
            </Link>
          </Button>
        }
        title={t("heading", { name: journey.data.name })}
        description={t(`about.${mode}`)}
        actions={
          <fieldset className="flex rounded-md border p-0.5">
            <legend className="sr-only">{t("mode")}</legend>
            {modes.map((one) => (
              <Button
                key={one}
                size="sm"
                variant={one === mode ? "secondary" : "ghost"}
                aria-pressed={one === mode}
                onClick={() => void setMode(one)}
              >
                {t(`modes.${one}`)}
              </Button>
            ))}
          </fieldset>
        }
      />
      {mode === "simulate" ? (
        <Simulate graphs={graphs} builderHref={`/${slug}/journeys/${journeyId}`} />
      ) : (
        <Backtest graphs={graphs} builderHref={`/${slug}/journeys/${journeyId}`} />
      )}
    </>
  );
}
