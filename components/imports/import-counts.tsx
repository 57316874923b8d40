"use client";

import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { ImportCounts } from "@/server/imports/contract";

const effects = [
  "invoicesNew",
  "invoicesChanged",
  "debtorsNew",
  "debtorsChanged",
  "contactsNew",
  "addressesNew",
  "paymentsNew",
  "disputesNew",
  "invoicesHeld",
  "paymentsHeld",
  "disputesHeld",
] as const;

/** The rows by what they bring, then what they do. */
export function ImportCountsView({ counts }: { counts: ImportCounts }) {
  const t = useTranslations("imports.result");
  const format = useFormatter();
  const rows = [
    ["rows", counts.rows, false],
    ["new", counts.rowsNew, false],
    ["changed", counts.rowsChanged, false],
    ["unchanged", counts.rowsUnchanged, false],
    ["skipped", counts.rowsSkipped, false],
    ["errors", counts.rowsWithErrors, counts.rowsWithErrors > 0],
  ] as const;
  const held = counts.invoicesHeld + counts.paymentsHeld + counts.disputesHeld > 0;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-3 lg:grid-cols-6">
        {rows.map(([key, value, needsPerson]) => (
          <div key={key} className="flex flex-col-reverse bg-card px-4 py-3">
            <dt className="text-xs text-muted-foreground">{t(key)}</dt>
            <dd className={cn("text-lg font-semibold tabular-nums", needsPerson && "text-destructive-strong")}>
              {format.number(value)}
            </dd>
          </div>
        ))}
      </dl>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {effects
          .filter((key) => counts[key] > 0)
          .map((key) => (
            <div key={key} className="flex items-baseline justify-between gap-4 border-b py-1.5 text-sm">
              <dt>{t(key)}</dt>
              <dd className="tabular-nums">{format.number(counts[key])}</dd>
            </div>
          ))}
      </dl>
      {held && <p className="text-sm text-muted-foreground">{t("heldHint")}</p>}
      {counts.undatedPayments > 0 && (
        <p className="text-sm text-muted-foreground">{t("undatedHint", { count: counts.undatedPayments })}</p>
      )}
    </div>
  );
}
