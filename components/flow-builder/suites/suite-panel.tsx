"use client";

import { LoaderCircle, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useMemo } from "react";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { ChoosePersonas } from "@/components/flow-builder/suites/choose-personas";
import { RequiredChoice } from "@/components/flow-builder/suites/required-choice";
import { SuiteOutcome } from "@/components/flow-builder/suites/suite-outcome";
import { useChoice } from "@/components/flow-builder/suites/use-choice";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { ProblemsFirst } from "@/components/flow-builder/trying/problems-first";
import { useMay } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "@/components/ui/error-state";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { isHeldOtherwise } from "@/server/flows/graph/diff";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Suites } from "@/server/flows/suites/contract";

type Props = {
  suites: SuitesOfFlow;
  editor: FlowEditor;
  /** The draft as the server has it. */
  saved: DraftFlow;
  isArchived: boolean;
  /** One goes to a step. */
  onGo: () => void;
};

/** The conversation tried on made-up debtors, and what came of it. */
export function SuitePanel(props: Props) {
  const t = useTranslations("flows.suites");
  const { suites } = props;
  return (
    <div className="grid gap-4">
      <h2 className="flex min-h-8 items-center gap-2 text-sm font-semibold">
        {t("title")}
        {suites.isRunning && <LoaderCircle className="size-4 animate-spin motion-reduce:animate-none" aria-hidden />}
      </h2>
      <p className="text-sm text-muted-foreground">{t("about")}</p>
      <QueryBody query={suites.query} skeleton={<Skeleton className="h-40" />}>
        {(data) => <Loaded {...props} data={data} />}
      </QueryBody>
    </div>
  );
}

function Loaded({ suites, editor, saved, isArchived, onGo, data }: Props & { data: Suites }) {
  const t = useTranslations("flows.suites");
  const refusalText = useRefusalText();
  const mayTest = useMay("flows.test") && !isArchived;
  const { latest } = data;
  const choice = useChoice(
    data.personas,
    latest ? { personas: latest.personas.map(({ key }) => key), runs: latest.runs } : data.required,
  );
  const isEdited = useMemo(() => isHeldOtherwise(saved, editor.graph), [saved, editor.graph]);
  const hasProblems = editor.problems.length > 0;
  const mayRun = mayTest && !hasProblems && !suites.isRunning && choice.personas.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayRun) void suites.run(choice);
  };
  return (
    <>
      {mayTest && (
        <form onSubmit={submit} className="grid gap-3">
          <ChoosePersonas among={data.personas} choice={choice} disabled={suites.isRunning} />
          <Button type="submit" className="w-fit" disabled={!mayRun} pending={suites.isStarting}>
            <Play aria-hidden /> {t(latest ? "runAgain" : "run")}
          </Button>
        </form>
      )}
      <RequiredChoice required={data.required} choice={choice} suites={suites} isArchived={isArchived} />
      {hasProblems && <ProblemsFirst editor={editor} onGo={onGo} />}
      {(suites.isUnsaved || suites.error) && (
        <p role="alert" className="text-sm text-destructive-strong">
          {suites.isUnsaved ? t("notSaved") : refusalText(suites.error)}
        </p>
      )}
      {latest ? (
        <SuiteOutcome
          suite={latest}
          isFromBefore={latest.isFromBefore || isEdited}
          suites={suites}
          editor={editor}
          onGo={onGo}
          mayCancel={mayTest}
        />
      ) : (
        <p className="text-sm text-muted-foreground">{t("never")}</p>
      )}
    </>
  );
}
