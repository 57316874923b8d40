"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { AgeingBars, bucketHref } from "@/components/overview/ageing-bars";
import { AsOfField } from "@/components/overview/as-of-field";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";

/** What the debtor owes, currency by currency, by age, as of any day. */
export function AgeingPanel({ debtorId }: { debtorId: string }) {
  const t = useTranslations("debtors.detail");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const [asOf, setAsOf] = useQueryState("asOf", parseAsString);
  const ageing = useQuery(
    trpc.overview.ageing.queryOptions({ debtorId, asOf: asOf ?? undefined }, { placeholderData: keepPreviousData }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("balance")}</CardTitle>
        <CardAction>
          <AsOfField value={asOf} today={ageing.data?.today} onChange={setAsOf} />
        </CardAction>
      </CardHeader>
      <CardContent className="flex flex-col gap-6">
        <QueryBody query={ageing} skeleton={<Skeleton className="h-48" />}>
          {(data) =>
            data.currencies.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("nothingOpen")}</p>
            ) : (
              data.currencies.map((each) => (
                <section key={each.currency} aria-label={each.currency} className="flex flex-col gap-3">
                  <dl className="flex flex-wrap gap-x-8 gap-y-2">
                    <div>
                      <dt className="text-xs text-muted-foreground">
                        {t("open")} · {t("invoicesCount", { count: each.count })}
                      </dt>
                      <dd className="text-xl font-semibold tracking-tight">
                        <Money amountMinor={each.openMinor} currency={each.currency} />
                      </dd>
                    </div>
                    <div>
                      <dt className="text-xs text-muted-foreground">
                        {t("overdue")} · {t("invoicesCount", { count: each.overdueCount })}
                      </dt>
                      <dd className="text-xl font-semibold tracking-tight">
                        <Money amountMinor={each.overdueMinor} currency={each.currency} />
                      </dd>
                    </div>
                  </dl>
                  <AgeingBars
                    ageing={each}
                    hrefOf={(bucket) => bucketHref(slug, data, each.currency, bucket, debtorId)}
                  />
                </section>
              ))
            )
          }
        </QueryBody>
        <Link
          href={`/${slug}/invoices?debtor=${debtorId}`}
          className="w-fit rounded-sm text-sm text-primary underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          {t("allInvoices")}
        </Link>
      </CardContent>
    </Card>
  );
}
