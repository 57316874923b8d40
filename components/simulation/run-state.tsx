"use client";

import { CircleStop, Play, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import type { SimulationState } from "@/components/simulation/use-simulation";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";

/** Starts it; while it runs, stops it. */
export function RunButton({
  label,
  state,
  ready,
  onCancel,
}: {
  label: string;
  state: SimulationState;
  ready: boolean;
  onCancel: () => void;
}) {
  const t = useTranslations("simulation");
  if (state.status === "running") {
    return (
      <Button type="button" variant="outline" onClick={onCancel}>
        <CircleStop />
        {t("cancel")}
      </Button>
    );
  }
  return (
    <Button type="submit" disabled={!ready}>
      <Play />
      {label}
    </Button>
  );
}

/** What stands in the place of the result until there is one: what it would show, how far it is, or why it stopped. */
export function RunState({
  state,
  loadError,
  empty,
}: {
  state: SimulationState;
  loadError: unknown;
  empty: ComponentProps<typeof EmptyState>;
}) {
  const t = useTranslations("simulation");
  const format = useFormatter();
  if (loadError !== undefined) return <ErrorState error={loadError} />;
  if (state.status === "idle") return <EmptyState {...empty} />;
  if (state.status === "running") {
    return (
      <div className="grid gap-3" aria-busy="true">
        <p className="text-sm text-muted-foreground" role="status">
          {t("running", { share: format.number(state.share, { style: "percent", maximumFractionDigits: 0 }) })}
        </p>
        <Progress value={state.share * 100} aria-label={t("progress")} />
        <Skeleton className="h-80" />
      </div>
    );
  }
  if (state.status === "failed") {
    return (
      <Alert variant="destructive">
        <TriangleAlert />
        <AlertTitle>{t("failed.title")}</AlertTitle>
        <AlertDescription>{t("failed.body", { reason: state.message })}</AlertDescription>
      </Alert>
    );
  }
  return null;
}
