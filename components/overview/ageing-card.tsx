"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { AgeingBars, bucketHref } from "@/components/overview/ageing-bars";
import { AsOfField } from "@/components/overview/as-of-field";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";

/** The workspace's open money by age, as of any day. */
export function AgeingCard({
  currency,
  asOf,
  onAsOf,
}: {
  currency: string;
  asOf: string | null;
  onAsOf: (day: string | null) => void;
}) {
  const t = useTranslations("overview.ageing");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const ageing = useQuery(
    trpc.overview.ageing.queryOptions(asOf ? { asOf } : {}, { placeholderData: keepPreviousData }),
  );
  const own = ageing.data?.currencies.find((each) => each.currency === currency);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardAction>
          <AsOfField value={asOf} today={ageing.data?.today} onChange={onAsOf} />
        </CardAction>
      </CardHeader>
      <CardContent>
        <QueryBody query={ageing} skeleton={<Skeleton className="h-56" />}>
          {(data) =>
            own ? (
              <AgeingBars ageing={own} hrefOf={(bucket) => bucketHref(slug, data, currency, bucket)} />
            ) : (
              <p className="text-sm text-muted-foreground">{t("empty")}</p>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}
