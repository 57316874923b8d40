"use client";

import { useTranslations } from "next-intl";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { SuiteDetail } from "@/server/flows/suites/contract";

type Props = { suite: SuiteDetail; suites: SuitesOfFlow; mayCancel: boolean };

/** How far a test is, and a way to stop it. */
export function SuiteProgress({ suite: { runsDone, runsTotal }, suites, mayCancel }: Props) {
  const t = useTranslations("flows.suites");
  return (
    <div className="grid gap-2">
      <Progress value={(runsDone / runsTotal) * 100} aria-label={t("status.running")} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-xs text-muted-foreground tabular-nums">
          {runsDone === 0 ? t("waiting") : t("running", { done: runsDone, total: runsTotal })}
        </span>
        {mayCancel && (
          <Button variant="outline" size="sm" pending={suites.isCancelling} onClick={suites.cancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
