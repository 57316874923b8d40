"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import type { Audience } from "@/server/campaigns/contract";

const TYPING_MS = 300;

/** How many debtors and how much money a launch would take in now. */
export function AudiencePreviewCard({ audience }: { audience: Audience | undefined }) {
  const t = useTranslations("campaigns.preview");
  const format = useFormatter();
  const trpc = useTRPC();
  const settled = useSettled(audience);
  const preview = useQuery(
    trpc.campaigns.previewAudience.queryOptions(
      { audience: settled ?? { overdueDaysMin: 0 } },
      { enabled: settled !== undefined, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Card aria-live="polite" aria-busy={preview.isFetching || undefined}>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-2 text-sm">
        {preview.isError ? (
          <ErrorState error={preview.error} onRetry={() => preview.refetch()} />
        ) : settled === undefined ? (
          <p className="text-muted-foreground">{t("incomplete")}</p>
        ) : preview.isPending ? (
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
            {preview.data.unreachable > 0 && (
              <p className="text-warning-strong" data-testid="audience-unreachable">
                {t("unreachable", { count: preview.data.unreachable })}
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

/** The audience once nobody has typed for a moment. */
function useSettled(audience: Audience | undefined): Audience | undefined {
  const [settled, setSettled] = useState(audience);
  const text = JSON.stringify(audience);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text === undefined ? undefined : JSON.parse(text)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
