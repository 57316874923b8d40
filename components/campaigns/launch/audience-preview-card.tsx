"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import type { AudiencePreview } from "@/server/campaigns/contract";

/** How many debtors and how much money a launch would take in now; `complete`: the audience can be read. */
export function AudiencePreviewCard({
  preview,
  complete,
}: {
  preview: Pick<UseQueryResult<AudiencePreview>, "data" | "isError" | "isFetching"> & {
    error: unknown;
    refetch(): unknown;
  };
  complete: boolean;
}) {
  const t = useTranslations("campaigns.preview");
  const format = useFormatter();
  const { slug } = useWorkspace();
  return (
    <Card aria-live="polite" aria-busy={preview.isFetching || undefined}>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-2 text-sm">
        {preview.isError ? (
          <ErrorState error={preview.error} onRetry={() => preview.refetch()} />
        ) : !complete ? (
          <p className="text-muted-foreground">{t("incomplete")}</p>
        ) : preview.data === undefined ? (
          <Skeleton className="h-12" />
        ) : (
          <>
            <p className="text-2xl font-semibold tabular-nums" data-testid="audience-count">
              {t("debtors", { count: preview.data.debtors, shown: format.number(preview.data.debtors) })}
            </p>
            <p className="text-muted-foreground">{t("invoices", { count: preview.data.invoices })}</p>
            {preview.data.totals.map((total) => (
              <p key={total.currency}>
                <Money amountMinor={total.openMinor} currency={total.currency} />
              </p>
            ))}
            {preview.data.triedOn !== null && (
              <p className="text-xs text-muted-foreground">{t("triedOn", { count: preview.data.triedOn })}</p>
            )}
            {preview.data.sample.length > 0 && (
              <div className="grid gap-1 border-t pt-2">
                <h3 className="text-xs font-medium text-muted-foreground">{t("sample")}</h3>
                <ul className="grid gap-1" data-testid="audience-sample">
                  {preview.data.sample.map((debtor) => (
                    <li key={`${debtor.debtorId}${debtor.currency}`} className="flex min-w-0 justify-between gap-2">
                      <Link
                        className="min-w-0 truncate underline-offset-2 hover:underline"
                        href={`/${slug}/debtors/${debtor.debtorId}`}
                      >
                        {debtor.name}
                      </Link>
                      <Money amountMinor={debtor.openMinor} currency={debtor.currency} />
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {preview.data.unreachable > 0 && (
              <p className="text-warning-strong" data-testid="audience-unreachable">
                {t("unreachable", { count: preview.data.unreachable })}
              </p>
            )}
            {preview.data.disputing > 0 && (
              <p className="text-warning-strong" data-testid="audience-disputing">
                {t("disputing", { count: preview.data.disputing })}
              </p>
            )}
            {preview.data.elsewhere > 0 && (
              <p className="text-xs text-muted-foreground">{t("elsewhere", { count: preview.data.elsewhere })}</p>
            )}
          </>
        )}
      </CardContent>
    </Card>
  );
}
