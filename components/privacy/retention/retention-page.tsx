"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { ForecastCard } from "@/components/privacy/retention/forecast-card";
import { PeriodsForm } from "@/components/privacy/retention/periods-form";
import { RestrictedCard } from "@/components/privacy/retention/restricted-card";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";

/** How long each kind of data is kept and by which rules, what the next run deletes, and what is kept of the erased. */
export function RetentionPage() {
  const t = useTranslations("privacy.retention");
  const trpc = useTRPC();
  const mayOpen = useMay("rights.restricted");
  const retention = useQuery(trpc.retention.get.queryOptions());
  return (
    <PrivacyFrame>
      <p className="max-w-prose text-sm text-muted-foreground">{t("lead")}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <QueryBody query={retention} skeleton={<Skeleton className="h-96" />}>
          {(data) => <PeriodsForm key={data.version} state={data} />}
        </QueryBody>
        <div className="flex min-w-0 flex-col gap-5">
          <ForecastCard lastRun={retention.data?.lastRun ?? null} />
          {mayOpen && <RestrictedCard />}
        </div>
      </div>
    </PrivacyFrame>
  );
}
