"use client";

import { ListRestart, LoaderCircle, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useMemo, useRef } from "react";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { ProblemsFirst } from "@/components/flow-builder/trying/problems-first";
import { SaveCase } from "@/components/flow-builder/trying/save-case";
import { TriedTurns } from "@/components/flow-builder/trying/tried-turns";
import { typedLine } from "@/components/flow-builder/trying/typed-line";
import type { Trial } from "@/components/flow-builder/trying/use-trial";
import { useMay } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "@/components/ui/error-state";
import { focusIfLost } from "@/components/ui/focus/focus-if-lost";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { isHeldOtherwise } from "@/server/flows/graph/diff";
import type { DraftFlow } from "@/server/flows/graph/schema";

type Props = {
  flowId: string;
  trial: Trial;
  editor: FlowEditor;
  /** One goes to the step that a problem is about. */
  onGo: () => void;
};

/** A chat with the draft as it stands here, the typist being the debtor. */
export function TryPanel({ flowId, trial, editor, onGo }: Props) {
  const t = useTranslations("flows.try");
  const refusalText = useRefusalText();
  const { told } = trial;
  const { graph } = editor;
  const hasProblems = editor.problems.length > 0;
  const isFromBefore = useMemo(() => told !== null && isHeldOtherwise(told.draft, graph), [told, graph]);
  return (
    <div className="grid gap-4">
      <header className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 text-sm font-semibold">
          {t("title")}
          {trial.isTelling && <LoaderCircle className="size-4 animate-spin motion-reduce:animate-none" aria-hidden />}
        </h2>
        {told && (
          <div className="flex flex-wrap gap-1">
            <Button variant="ghost" size="sm" disabled={hasProblems} onClick={trial.replayAll}>
              <ListRestart aria-hidden /> {t("replayAll")}
            </Button>
            <Button variant="ghost" size="sm" onClick={trial.startAgain}>
              <RotateCcw aria-hidden /> {t("again")}
            </Button>
          </div>
        )}
      </header>
      <div className="grid gap-3">
        {!told && <Beginning trial={trial} draft={graph} hasProblems={hasProblems} />}
        {hasProblems && <ProblemsFirst editor={editor} onGo={onGo} />}
        {isFromBefore && (
          <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-strong">
            {t("fromBefore")}
          </p>
        )}
        {told && (
          <TriedTurns
            tried={told.tried}
            before={isFromBefore ? undefined : told.before}
            isTelling={trial.isTelling}
            mayTell={!hasProblems}
            onEdit={trial.edit}
            onReplay={trial.replay}
          />
        )}
        {trial.error && (
          <p role="alert" className="text-sm text-destructive-strong">
            {refusalText(trial.error)}
          </p>
        )}
        {told?.tried.isOver && !isFromBefore && <SaveCase flowId={flowId} told={told} />}
        {told && !told.tried.isOver && <Answering trial={trial} asks={told.tried} hasProblems={hasProblems} />}
      </div>
    </div>
  );
}

function Beginning({ trial, draft, hasProblems }: { trial: Trial; draft: DraftFlow; hasProblems: boolean }) {
  const t = useTranslations("flows.try");
  const mayTry = useMay("flows.update");
  const about = useRef<HTMLParagraphElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    focusIfLost(answer.current);
    focusIfLost(about.current);
  }, []);
  return (
    <>
      <p ref={about} tabIndex={-1} className="text-sm text-muted-foreground">
        {t("about")}
      </p>
      <div className="flex flex-wrap gap-2">
        <FilterSelect
          label={t("language")}
          any={t("ownLanguage")}
          value={trial.language}
          options={draft.languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={trial.setLanguage}
        />
        <Button ref={answer} size="sm" disabled={!mayTry || hasProblems} onClick={() => trial.begin("human")}>
          {t("answer")}
        </Button>
        <Button variant="outline" size="sm" disabled={!mayTry || hasProblems} onClick={() => trial.begin("machine")}>
          {t("machine")}
        </Button>
      </div>
    </>
  );
}

/** What they say next; it stays in the field until it was answered. */
function Answering({ trial, asks, hasProblems }: { trial: Trial; asks: object; hasProblems: boolean }) {
  const t = useTranslations("flows.try");
  const field = useRef<HTMLInputElement>(null);
  const { typed, setTyped } = trial;
  const asked = useRef<object>(null);
  useEffect(() => {
    if (asked.current !== asks) field.current?.focus();
    asked.current = asks;
  }, [asks]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim() || hasProblems) return;
    // What was typed since is the next thing to say.
    trial.say(typedLine(typed), () => setTyped((now) => (now.startsWith(typed) ? now.slice(typed.length) : now)));
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <FormField label={t("yourWords")}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            maxLength={500}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </FormField>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" disabled={!typed.trim() || hasProblems}>
          {t("say")}
        </Button>
        <Button variant="outline" size="sm" disabled={hasProblems} onClick={() => trial.say({ kind: "silence" })}>
          {t("sayNothing")}
        </Button>
      </div>
    </form>
  );
}
