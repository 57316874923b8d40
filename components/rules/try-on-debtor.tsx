"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useId, useState } from "react";
import { useRuleWords } from "@/components/rules/use-rule-words";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Explanation } from "@/server/journeys/rules/evaluate";
import { conditionsIn, type RuleGroup } from "@/server/journeys/rules/schema";

const HITS = 5;

/** A rule judged live on a chosen debtor, condition by condition. */
export function TryOnDebtor({ rule }: { rule: RuleGroup }) {
  const t = useTranslations("rules.editor");
  const [debtor, setDebtor] = useState<{ id: string; name: string } | null>(null);
  if (conditionsIn(rule).length === 0) return null;
  return (
    <section aria-label={t("tryTitle")} className="grid gap-2 rounded-md border border-dashed p-2.5">
      {debtor ? (
        <>
          <Trial rule={rule} debtorId={debtor.id} />
          <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => setDebtor(null)}>
            {t("chooseDebtor")}
          </Button>
        </>
      ) : (
        <Chooser onChoose={setDebtor} />
      )}
    </section>
  );
}

function Chooser({ onChoose }: { onChoose: (debtor: { id: string; name: string }) => void }) {
  const t = useTranslations("rules.editor");
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const enabled = q.length > 1;
  const hits = useQuery(
    trpc.debtors.list.queryOptions({ q, limit: HITS, sort: "balance" }, { placeholderData: keepPreviousData, enabled }),
  );
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id} className="text-xs">
        {t("tryTitle")}
      </Label>
      <Input
        id={id}
        className="h-7 text-xs"
        placeholder={t("searchDebtor")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {enabled && hits.data && (
        <ul className="grid">
          {hits.data.rows.map(({ id: debtorId, name }) => (
            <li key={debtorId}>
              <Button
                variant="ghost"
                size="sm"
                className="w-full justify-start"
                onClick={() => onChoose({ id: debtorId, name })}
              >
                {name}
              </Button>
            </li>
          ))}
          {hits.data.rows.length === 0 && <li className="text-xs text-muted-foreground">{t("noDebtor")}</li>}
        </ul>
      )}
    </div>
  );
}

function Trial({ rule, debtorId }: { rule: RuleGroup; debtorId: string }) {
  const t = useTranslations("rules.editor");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const asked = useDeferredValue(rule);
  const trial = useQuery(
    trpc.journeys.tryRule.queryOptions({ debtorId, rule: asked }, { placeholderData: keepPreviousData }),
  );
  if (trial.isError) return <p className="text-xs text-destructive-strong">{errorText(trial.error)}</p>;
  if (!trial.data) return <p className="text-xs text-muted-foreground">…</p>;
  const { explanation, debtorName } = trial.data;
  return (
    <div className="grid gap-1.5 text-xs" aria-live="polite">
      <p className="font-medium">{t(explanation.holds ? "holds" : "holdsNot", { debtor: debtorName })}</p>
      <Why explanation={explanation} />
      <p className="text-muted-foreground">{t("tryHint")}</p>
    </div>
  );
}

function Why({ explanation }: { explanation: Explanation }) {
  const t = useTranslations("rules.editor");
  const words = useRuleWords();
  const Icon = explanation.holds ? Check : X;
  const look = explanation.holds ? "text-success" : "text-muted-foreground";
  if ("condition" in explanation) {
    return (
      <p className="flex gap-1.5">
        <Icon className={`mt-0.5 size-3 shrink-0 ${look}`} aria-hidden />
        <span className="wrap-anywhere">{words.explained(explanation)}</span>
      </p>
    );
  }
  return (
    <div className="grid gap-1">
      <p className="text-muted-foreground">{t(explanation.group)}</p>
      <ul className="grid gap-1 border-l-2 pl-2">
        {explanation.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          <li key={at}>
            <Why explanation={part} />
          </li>
        ))}
      </ul>
    </div>
  );
}
