"use client";

import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { useFailureWords, useOutcomeWords } from "@/components/flow-builder/suites/failure-words";
import { usePersonaWords } from "@/components/flow-builder/suites/persona-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { SuiteResult } from "@/server/flows/suites/contract";

const looks = {
  passed: { icon: CircleCheck, badge: "success", ink: "text-success" },
  failed: { icon: CircleX, badge: "destructive", ink: "text-destructive" },
  flaky: { icon: TriangleAlert, badge: "warning", ink: "text-warning-strong" },
} as const;

type Props = {
  result: SuiteResult;
  editor: FlowEditor;
  /** One goes to the step where it ended. */
  onGo: () => void;
};

/** What came of one persona: open it to read what failed, and what was said. */
export function SuiteResultItem({ result, editor, onGo }: Props) {
  const t = useTranslations("flows.suites");
  const format = useFormatter();
  const personas = usePersonaWords();
  const failures = useFailureWords();
  const outcomes = useOutcomeWords();
  const { icon: Icon, badge, ink } = looks[result.verdict];
  const { runs, failedRuns } = result;
  const cameTo = Object.entries(result.outcomes).map(([outcome, times]) =>
    times === runs ? outcomes(outcome) : t("outcomeTimes", { outcome: outcomes(outcome), times }),
  );
  return (
    <details className="rounded-md border bg-card text-sm">
      <summary className="flex cursor-pointer items-start gap-2 rounded-md p-2 outline-none focus-visible:ring-2 focus-visible:ring-ring">
        <Icon className={cn("mt-0.5 size-4 shrink-0", ink)} aria-hidden />
        <span className="min-w-0 flex-1 wrap-anywhere">{personas(result)}</span>
        <Badge variant={badge}>{t(`verdicts.${result.verdict}`)}</Badge>
      </summary>
      <div className="grid gap-2 px-2 pb-2">
        <p className="text-xs text-muted-foreground">
          {failedRuns === 0 ? t("passedRuns", { runs }) : t("failedRuns", { failed: failedRuns, runs })}{" "}
          {result.verdict === "flaky" &&
            `${t("flakeRate", { rate: format.number(result.flakeRate, { style: "percent" }) })} `}
          {t("outcomes", { list: cameTo.join(", ") })}
        </p>
        {result.failures.length > 0 && (
          <ul className="grid list-disc gap-1 pl-4 text-xs wrap-anywhere text-destructive-strong">
            {result.failures.map((failure) => (
              <li key={JSON.stringify(failure)}>{failures(failure)}</li>
            ))}
          </ul>
        )}
        <h4 className="text-xs font-medium">{t(failedRuns === 0 ? "transcript" : "transcriptFailed")}</h4>
        <ol className="grid gap-1.5">
          {result.turns.map(({ by, text }, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said does not move
              key={at}
              className={cn(
                "w-fit max-w-[92%] rounded-lg px-2.5 py-1.5 text-xs wrap-anywhere",
                by === "us" ? "bg-muted" : "ml-auto bg-accent",
              )}
            >
              <span className="sr-only">{t(by)}: </span>
              {text}
            </li>
          ))}
        </ol>
        <EndedAt nodeId={result.nodeId} editor={editor} onGo={onGo} />
      </div>
    </details>
  );
}

function EndedAt({ nodeId, editor, onGo }: { nodeId: string; editor: FlowEditor; onGo: () => void }) {
  const t = useTranslations("flows.suites");
  const words = useFlowWords();
  const node = editor.graph.nodes.find(({ id }) => id === nodeId);
  if (!node) return <p className="text-xs text-muted-foreground">{t("stepGone")}</p>;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="h-auto min-h-7 w-fit max-w-full justify-start text-left whitespace-normal"
      onClick={() => {
        editor.select([node.id]);
        onGo();
      }}
    >
      {t("endedAt", { step: words.title(node) })}
    </Button>
  );
}
