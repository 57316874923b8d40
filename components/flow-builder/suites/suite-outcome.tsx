"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { SuiteProgress } from "@/components/flow-builder/suites/suite-progress";
import { SuiteResultItem } from "@/components/flow-builder/suites/suite-result";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { focusIfLost } from "@/components/ui/focus/focus-if-lost";
import { When } from "@/components/ui/when";
import type { SuiteDetail, SuiteResult } from "@/server/flows/suites/contract";

type Props = {
  suite: SuiteDetail;
  suites: SuitesOfFlow;
  editor: FlowEditor;
  isFromBefore: boolean;
  mayCancel: boolean;
  onGo: () => void;
};

const verdicts = ["failed", "flaky", "passed"] as const;

/** How far a test is, or what came of it: what needs somebody first. */
export function SuiteOutcome({ suite, suites, editor, isFromBefore, mayCancel, onGo }: Props) {
  const t = useTranslations("flows.suites");
  const title = useRef<HTMLHeadingElement>(null);
  const isRunning = suite.status === "running";
  useEffect(() => {
    if (!isRunning) focusIfLost(title.current);
  }, [isRunning]);
  const results = verdicts.flatMap((verdict) => suite.results.filter((result) => result.verdict === verdict));
  return (
    <section className="grid gap-3" aria-labelledby="suite-results">
      <h3 id="suite-results" ref={title} tabIndex={-1} className="text-sm font-medium outline-none">
        {t("results")}
      </h3>
      {isRunning && <SuiteProgress suite={suite} suites={suites} mayCancel={mayCancel} />}
      {isFromBefore && (
        <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-strong">
          {t("fromBefore")}
        </p>
      )}
      <p role="status" className="text-sm">
        {!isRunning && <Counted results={results} status={suite.status} />}
      </p>
      <p className="text-xs text-muted-foreground">
        <When at={suite.finishedAt ?? suite.startedAt} /> {suite.startedBy && t("by", { name: suite.startedBy })}
      </p>
      <ul className="grid gap-2">
        {results.map((result) => (
          <li key={`${suite.id} ${result.key}`}>
            <SuiteResultItem result={result} editor={editor} onGo={onGo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Counted({ results, status }: { results: readonly SuiteResult[]; status: SuiteDetail["status"] }) {
  const t = useTranslations("flows.suites");
  const counts = verdicts.map((verdict) => ({
    verdict,
    count: results.filter((result) => result.verdict === verdict).length,
  }));
  const parts = counts.filter(({ count }) => count > 0).map(({ verdict, count }) => t(`counts.${verdict}`, { count }));
  return [...(status === "done" ? [] : [t(`status.${status}`)]), ...parts].join(" · ");
}
