"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ImportCountsView } from "@/components/imports/import-counts";
import { IssueTabs } from "@/components/imports/issue-tabs";
import { RadioChoices } from "@/components/imports/radio-choices";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useErrorText } from "@/components/ui/error-state";
import type { ImportOptions, ImportView } from "@/server/imports/contract";

/** What the dry run found, and the decision. */
export function CheckResult({ view, onEdit }: { view: ImportView; onEdit: () => void }) {
  const t = useTranslations("imports.result");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayRun = useMay("imports.run");
  const errorText = useErrorText();
  const { counts } = view;
  const [mode, setMode] = useState<ImportOptions["mode"]>(view.options.mode);
  const refresh = { onSuccess: () => queries.invalidateQueries(trpc.imports.pathFilter()) };
  const apply = useMutation(trpc.imports.applyRows.mutationOptions({ ...refresh, meta: { quiet: true } }));
  const discard = useMutation(trpc.imports.cancel.mutationOptions(refresh));
  const good = counts.rowsNew + counts.rowsChanged;
  const blocked = counts.rowsWithErrors > 0 && mode === "all_or_nothing";
  return (
    <div className="grid gap-5">
      <h2 className="text-sm font-semibold">{t("title")}</h2>
      {good === 0 && counts.rowsWithErrors === 0 && <p className="text-sm">{t("nothing")}</p>}
      <ImportCountsView counts={counts} />
      <IssueTabs view={view} />
      {mayRun && (
        <form
          className={cn("grid gap-4", counts.rowsWithErrors > 0 && "rounded-lg border bg-card p-4 sm:p-5")}
          onSubmit={(event) => {
            event.preventDefault();
            apply.mutate({ importId: view.id, mode });
          }}
        >
          {counts.rowsWithErrors > 0 && (
            <RadioChoices
              legend={t("modeLabel")}
              value={mode}
              onChange={setMode}
              choices={[
                { value: "all_or_nothing", label: t("allOrNothing"), hint: t("allOrNothingHint") },
                {
                  value: "good_rows",
                  label: t("goodRows"),
                  hint: t("goodRowsHint", { good, bad: counts.rowsWithErrors }),
                },
              ]}
            />
          )}
          {blocked && <p className="text-sm text-warning-strong">{t("blocked")}</p>}
          {apply.isError && (
            <p role="alert" className="text-sm text-destructive-strong">
              {errorText(apply.error)}
            </p>
          )}
          <div className="flex flex-wrap justify-between gap-2">
            <div className="flex flex-wrap gap-2">
              <Button variant="ghost" onClick={onEdit}>
                {t("change")}
              </Button>
              <Button variant="ghost" pending={discard.isPending} onClick={() => discard.mutate({ importId: view.id })}>
                {t("cancel")}
              </Button>
            </div>
            <Button type="submit" disabled={blocked || good === 0} pending={apply.isPending}>
              {blocked || good === 0 ? t("applyNothing") : t("apply", { count: good })}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
