"use client";

import { ListRestart, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { TriedTurns } from "@/components/flow-builder/trying/tried-turns";
import { typedLine } from "@/components/flow-builder/trying/typed-line";
import { useTrial } from "@/components/flow-builder/trying/use-trial";
import { useMay } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";

/** A chat with the draft as it stands here, the typist being the debtor. */
export function TryPanel({
  draft,
  hasProblems,
  onStands,
}: {
  draft: DraftFlow;
  hasProblems: boolean;
  /** The step where it stands; undefined before it began. */
  onStands: (nodeId: string | undefined) => void;
}) {
  const t = useTranslations("flows.try");
  const mayTry = useMay("flows.update");
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [language, setLanguage] = useState<Language | null>(null);
  const trial = useTrial(draft, language);
  const tried = trial.heard?.tried;
  const nodeId = tried?.nodeId;
  useEffect(() => onStands(nodeId), [nodeId, onStands]);
  const asks = tried?.isOver ? undefined : tried;
  useEffect(() => {
    if (asks) field.current?.focus();
  }, [asks]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim()) return;
    setTyped("");
    trial.say(typedLine(typed));
  };
  return (
    <div className="grid gap-4">
      <header className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{t("title")}</h2>
        {trial.said && (
          <div className="flex flex-wrap gap-1">
            <Button variant="ghost" size="sm" onClick={trial.replayAll}>
              <ListRestart aria-hidden /> {t("replayAll")}
            </Button>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                setTyped("");
                trial.startAgain();
              }}
            >
              <RotateCcw aria-hidden /> {t("again")}
            </Button>
          </div>
        )}
      </header>
      <div className="grid gap-3">
        {trial.said === null ? (
          <>
            <p className="text-sm text-muted-foreground">{t("about")}</p>
            {hasProblems && <p className="text-sm text-muted-foreground">{t("problemsFirst")}</p>}
            <div className="flex flex-wrap gap-2">
              <FilterSelect
                label={t("language")}
                any={t("ownLanguage")}
                value={language}
                options={draft.languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
                onChange={setLanguage}
              />
              <Button size="sm" disabled={!mayTry || hasProblems} onClick={() => trial.begin("human")}>
                {t("answer")}
              </Button>
              <Button
                variant="outline"
                size="sm"
                disabled={!mayTry || hasProblems}
                onClick={() => trial.begin("machine")}
              >
                {t("machine")}
              </Button>
            </div>
          </>
        ) : (
          <>
            {trial.error && (
              <p role="alert" className="text-sm text-destructive-strong">
                {trial.error.message}
              </p>
            )}
            {trial.heard && (
              <TriedTurns heard={trial.heard} isTelling={trial.isTelling} onEdit={trial.edit} onReplay={trial.replay} />
            )}
            {!tried?.isOver && (
              <form onSubmit={submit} className="flex flex-wrap gap-2">
                <Input
                  ref={field}
                  aria-label={t("yourWords")}
                  placeholder={t("yourWords")}
                  maxLength={500}
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
                <Button type="submit" size="sm" disabled={!typed.trim()}>
                  {t("say")}
                </Button>
                <Button type="button" variant="outline" size="sm" onClick={() => trial.say({ kind: "silence" })}>
                  {t("sayNothing")}
                </Button>
              </form>
            )}
          </>
        )}
      </div>
    </div>
  );
}
