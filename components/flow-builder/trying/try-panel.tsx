"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { TriedTurns } from "@/components/flow-builder/trying/tried-turns";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import type { SaidInTrial } from "@/server/flows/contract";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";

/**
 * A chat with the draft as it stands here, the typist being the debtor. It is told from its start each time, so that
 * anything that was typed can be said differently, and the words of the draft may change meanwhile.
 */
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
  const trpc = useTRPC();
  const mayTry = useMay("flows.update");
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<SaidInTrial[] | null>(null);
  const [typed, setTyped] = useState("");
  const [language, setLanguage] = useState<Language | null>(null);
  const trial = useMutation(trpc.flows.try.mutationOptions({ onError: () => undefined }));
  const tell = (next: SaidInTrial[], asMachine = false) => {
    setSaid(next);
    trial.mutate({
      draft,
      language: language ?? draft.languages[0] ?? "en",
      answersAs: asMachine ? "machine" : "human",
      said: next,
    });
  };
  // While an answer is on its way more may be said: only what was asked last is shown.
  const { data } = trial;
  const nodeId = data?.nodeId;
  useEffect(() => onStands(nodeId), [nodeId, onStands]);
  const answering = said !== null && data !== undefined && !data.isOver;
  useEffect(() => {
    if (answering) field.current?.focus();
  }, [answering]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (!text || !said) return;
    setTyped("");
    tell([...said, /^[0-9*#]{1,10}$/.test(text) ? { kind: "keys", text } : { kind: "words", text }]);
  };
  return (
    <div className="grid gap-4">
      <header className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{t("title")}</h2>
        {said && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              setSaid(null);
              setTyped("");
              trial.reset();
            }}
          >
            <RotateCcw aria-hidden /> {t("again")}
          </Button>
        )}
      </header>
      <div className="grid gap-3">
        {said === null ? (
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
              <Button size="sm" disabled={!mayTry || hasProblems} onClick={() => tell([])}>
                {t("answer")}
              </Button>
              <Button variant="outline" size="sm" disabled={!mayTry || hasProblems} onClick={() => tell([], true)}>
                {t("machine")}
              </Button>
            </div>
          </>
        ) : (
          <>
            {trial.isError && (
              <p role="alert" className="text-sm text-destructive-strong">
                {trial.error.message}
              </p>
            )}
            {data && (
              <TriedTurns
                tried={data}
                onChange={(nth) => {
                  const old = said[nth];
                  setTyped(old && old.kind !== "silence" ? old.text : "");
                  tell(said.slice(0, nth));
                }}
              />
            )}
            {!data?.isOver && (
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
                <Button type="button" variant="outline" size="sm" onClick={() => tell([...said, { kind: "silence" }])}>
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
