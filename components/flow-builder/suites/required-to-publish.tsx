"use client";

import { CircleCheck, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { SuiteProgress } from "@/components/flow-builder/suites/suite-progress";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { useMay } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "@/components/ui/error-state";
import type { RequiredSuite } from "@/server/flows/suites/contract";

type Props = {
  required: RequiredSuite;
  suites: SuitesOfFlow;
  /** One goes to read what failed. */
  onSee: () => void;
};

/** The test that publishing needs: green on this draft, or to be run from here. */
export function RequiredToPublish({ required, suites, onSee }: Props) {
  const t = useTranslations("flows.suites");
  const refusalText = useRefusalText();
  const mayTest = useMay("flows.test");
  const { latest, isRunning } = suites;
  if (required.isMet)
    return (
      <p role="status" className="flex items-center gap-2 text-sm">
        <CircleCheck className="size-4 shrink-0 text-success" aria-hidden /> {t("required.publishMet")}
      </p>
    );
  const hasFailed =
    latest?.status === "done" && !latest.isFromBefore && latest.results.some(({ failedRuns }) => failedRuns > 0);
  return (
    <section aria-label={t("required.title")} className="grid gap-2 rounded-md border p-3 text-sm">
      <p>{t("required.publishNeeds", { count: required.personas.length, runs: required.runs })}</p>
      <p role="status" className="text-warning-strong empty:hidden">
        {!isRunning && hasFailed ? t("required.publishNotGreen") : ""}
      </p>
      {isRunning && latest && <SuiteProgress suite={latest} suites={suites} mayCancel={mayTest} />}
      <div className="flex flex-wrap gap-2">
        {mayTest && (
          <Button
            variant="outline"
            size="sm"
            disabled={isRunning}
            pending={suites.isStarting}
            onClick={() => void suites.run(required)}
          >
            <Play aria-hidden /> {t("run")}
          </Button>
        )}
        {!isRunning && hasFailed && (
          <Button variant="ghost" size="sm" onClick={onSee}>
            {t("required.see")}
          </Button>
        )}
      </div>
      {(suites.isUnsaved || suites.error) && (
        <p role="alert" className="text-destructive-strong">
          {suites.isUnsaved ? t("notSaved") : refusalText(suites.error)}
        </p>
      )}
    </section>
  );
}
