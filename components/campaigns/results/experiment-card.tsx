"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { NativeSelect } from "@/components/ui/native-select";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { Experiment } from "@/server/campaigns/experiment/contract";

const POLL_MS = 60_000;

/** The campaign against its holdout: what it brought in that would not have come anyway, and how sure that is. */
export function ExperimentCard({ campaignId, live }: { campaignId: string; live: boolean }) {
  const t = useTranslations("campaigns.experiment");
  const trpc = useTRPC();
  const [currency, setCurrency] = useState<string>();
  const experiment = useQuery(
    trpc.campaigns.experiment.queryOptions({ campaignId, currency }, { refetchInterval: live ? POLL_MS : false }),
  );
  if (experiment.data === null) return null;
  return (
    <Card>
      <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
        <CardTitle>{t("title")}</CardTitle>
        {experiment.data && experiment.data.currencies.length > 1 && (
          <NativeSelect
            aria-label={t("currency")}
            value={experiment.data.currency}
            onChange={(event) => setCurrency(event.target.value)}
          >
            {experiment.data.currencies.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </NativeSelect>
        )}
      </CardHeader>
      <CardContent>
        <QueryBody query={experiment} skeleton={<Skeleton className="h-32" />}>
          {(data) => data && <Comparison experiment={data} />}
        </QueryBody>
      </CardContent>
    </Card>
  );
}

function Comparison({ experiment }: { experiment: Experiment }) {
  const t = useTranslations("campaigns.experiment");
  const format = useFormatter();
  const { comparison, currency, horizonDays } = experiment;
  const { treated, control, recoveredShare, recoveredMinor, daysToPay, verdict, needed } = comparison;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const days = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const known = Number.isFinite(recoveredShare.low) && Number.isFinite(recoveredShare.high);
  const tone = verdict === "worse" ? "text-destructive-strong" : verdict === "better" ? "text-success-strong" : "";
  return (
    <div className="grid gap-3 text-sm">
      <p className={`font-medium ${tone}`} data-testid="experiment-verdict">
        {t(`verdicts.${verdict}`, { ...needed, both: needed.debtors > 0 && needed.paid > 0 ? "yes" : "no" })}
      </p>
      {known && verdict !== "too_early" && (
        <p>
          {t("more")} <Money amountMinor={recoveredMinor.estimate} currency={currency} />{" "}
          <span className="text-muted-foreground">
            {t("between")} <Money amountMinor={Math.round(recoveredMinor.low)} currency={currency} /> –{" "}
            <Money amountMinor={Math.round(recoveredMinor.high)} currency={currency} />
          </span>
        </p>
      )}
      <table className="w-full text-right tabular-nums">
        <thead>
          <tr className="text-xs text-muted-foreground">
            <th className="text-left font-normal">{t("measure")}</th>
            <th className="font-normal">{t("treated", { count: treated.debtors })}</th>
            <th className="font-normal">{t("control", { count: control.debtors })}</th>
            <th className="font-normal">{t("difference")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th className="text-left font-normal">{t("share")}</th>
            <td>{percent(treated.recoveredShare)}</td>
            <td>{percent(control.recoveredShare)}</td>
            <td>
              {percent(recoveredShare.estimate)}
              {known && (
                <span className="block text-xs text-muted-foreground">
                  {percent(recoveredShare.low)} – {percent(recoveredShare.high)}
                </span>
              )}
            </td>
          </tr>
          <tr>
            <th className="text-left font-normal">{t("days", { horizon: horizonDays })}</th>
            <td>{days(treated.daysToPay)}</td>
            <td>{days(control.daysToPay)}</td>
            <td>
              {days(daysToPay.estimate)}
              {Number.isFinite(daysToPay.low) && (
                <span className="block text-xs text-muted-foreground">
                  {days(daysToPay.low)} – {days(daysToPay.high)}
                </span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="text-xs text-muted-foreground">{t("method")}</p>
    </div>
  );
}
