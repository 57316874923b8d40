"use client";

import { CircleStop, Play, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { SimulationState } from "@/components/simulation/use-simulation";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
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

/** How far it is, or why it stopped. */
export function RunState({ state }: { state: SimulationState }) {
  const t = useTranslations("simulation");
  const format = useFormatter();
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
