"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AsOfQuestion } from "@/components/imports/as-of-question";
import type { Choice } from "@/components/imports/import-wizard";
import { QuestionFields } from "@/components/imports/question-fields";
import { RadioChoices } from "@/components/imports/radio-choices";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import type { ImportOptions, ImportView } from "@/server/imports/contract";

/** What only the user knows; suggestions stand where the workspace has one. */
export function QuestionsStep({
  view,
  countries,
  currencies,
  onBack,
  onDone,
}: {
  view: ImportView;
  countries: Choice[];
  currencies: Choice[];
  onBack: () => void;
  onDone: () => void;
}) {
  const t = useTranslations("imports.questions");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [options, setOptions] = useState<ImportOptions>(() => withSuggestions(view));
  const [asOf, setAsOf] = useState<string | null>(view.asOf);
  const check = useMutation(trpc.imports.check.mutationOptions());
  const save = useMutation(trpc.imports.saveMapping.mutationOptions());
  const change = (more: Partial<ImportOptions>) => setOptions((before) => ({ ...before, ...more }));

  async function submit() {
    await save.mutateAsync({ importId: view.id, mapping: view.mapping, options, asOf });
    await check.mutateAsync({ importId: view.id });
    await queries.invalidateQueries(trpc.imports.get.queryFilter({ importId: view.id }));
    onDone();
  }

  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(() => {});
      }}
    >
      <div className="grid gap-5 rounded-lg border bg-card p-4 sm:p-5">
        <h2 className="text-sm font-semibold">{t("title")}</h2>
        {view.questions.length === 0 && <p className="text-sm text-muted-foreground">{t("none")}</p>}
        {view.questions.map((question) => (
          <QuestionFields
            key={question.kind}
            question={question}
            options={options}
            onChange={change}
            countries={countries}
            currencies={currencies}
          />
        ))}
        {view.mapping.invoice_number !== undefined && (
          <RadioChoices
            legend={t("nearDuplicates")}
            value={options.nearDuplicates}
            onChange={(nearDuplicates) => change({ nearDuplicates })}
            choices={[
              { value: "skip", label: t("nearSkip") },
              { value: "import", label: t("nearImport") },
            ]}
          />
        )}
      </div>
      {view.mayBeAsOf && <AsOfQuestion allSettled={view.allSettled} value={asOf} onChange={setAsOf} />}
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="ghost" onClick={onBack}>
          {t("back")}
        </Button>
        <Button type="submit" pending={save.isPending || check.isPending}>
          {t("check")}
        </Button>
      </div>
    </form>
  );
}

function withSuggestions(view: ImportView): ImportOptions {
  const options = { ...view.options };
  for (const question of view.questions) {
    if (question.kind === "currency") options.currency ??= question.suggested;
    if (question.kind === "country") options.country ??= question.suggested;
  }
  return options;
}
