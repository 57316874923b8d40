"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import type { ImportView } from "@/server/imports/contract";

/** A worker is at it: how far, and a way to stop. */
export function WorkingStep({ view }: { view: ImportView }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.imports.cancel.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.imports.pathFilter()),
    }),
  );
  const applying = view.status === "applying";
  const label = applying ? t("working.applying") : t("working.checking");
  const total = view.rowsTotal ?? 0;
  const percent = total > 0 && view.rowsDone > 0 ? (view.rowsDone / total) * 100 : null;
  const stays = applying && view.options.mode === "good_rows";
  return (
    <section className="grid gap-4 rounded-lg border bg-card p-5" role="status" aria-live="polite">
      <div className="space-y-1">
        <h2 className="text-sm font-semibold">{label}</h2>
        <p className="text-sm text-muted-foreground">
          {applying ? t("working.applyingHint") : t("working.checkingHint")}
        </p>
      </div>
      <Progress value={percent} aria-label={label} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-sm text-muted-foreground tabular-nums">
          {percent === null
            ? t("working.waiting")
            : t("rowsOf", { done: format.number(view.rowsDone), total: format.number(total) })}
        </span>
        <ConfirmDialog
          button={<Button variant="outline">{t("working.cancel")}</Button>}
          title={t("working.cancelTitle")}
          description={stays ? t("working.cancelGood") : t("working.cancelWhole")}
          keep={t("working.cancelKeep")}
          actions={[{ label: t("working.cancel"), act: () => cancel.mutate({ importId: view.id }) }]}
        />
      </div>
    </section>
  );
}
