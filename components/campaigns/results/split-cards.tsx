"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { NativeSelect } from "@/components/ui/native-select";
import type { Interval } from "@/server/campaigns/experiment/confidence-sequence";
import type { Split, SplitArm, SplitResults } from "@/server/campaigns/experiment/contract";

const POLL_MS = 60_000;
const tones = { better: "text-success-strong", worse: "text-destructive-strong", too_early: "", no_difference_yet: "" };

/** The groups of each split beside each other, and how sure the differences are. Nothing where a journey has no split. */
export function SplitCards({ campaignId, live }: { campaignId: string; live: boolean }) {
  const t = useTranslations("campaigns.splits");
  const trpc = useTRPC();
  const [currency, setCurrency] = useState<string>();
  const results = useQuery(
    trpc.campaigns.splits.queryOptions(
      { campaignId, currency },
      { placeholderData: keepPreviousData, refetchInterval: live ? POLL_MS : false },
    ),
  );
  if (results.isError) return <ErrorState error={results.error} onRetry={() => results.refetch()} />;
  const { data } = results;
  if (!data) return null;
  return data.splits.map((split) => (
    <Card key={split.nodeId}>
      <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
        <CardTitle>{split.title ? t("titled", { title: split.title }) : t("title")}</CardTitle>
        {data.currencies.length > 1 && (
          <NativeSelect
            aria-label={t("currency")}
            className="w-24"
            value={data.currency}
            onChange={(event) => setCurrency(event.target.value)}
          >
            {data.currencies.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </NativeSelect>
        )}
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-3 text-sm">
        {split.arms.every((arm) => arm.debtors === 0) ? (
          <p className="text-muted-foreground">{t("none")}</p>
        ) : (
          <Arms split={split} results={data} />
        )}
      </CardContent>
    </Card>
  ));
}

/** What is missing until something can be told. */
const missing = (needed: { debtors: number; paid: number }) => ({
  ...needed,
  both: needed.debtors > 0 && needed.paid > 0 ? "yes" : "no",
});

function Arms({ split, results }: { split: Split; results: SplitResults }) {
  const t = useTranslations("campaigns.splits");
  const baseline = split.arms.find((arm) => arm.against === null)?.label ?? "";
  return (
    <>
      <ul className="grid gap-1 font-medium">
        {split.arms.map(
          ({ id, label, against }) =>
            against && (
              <li key={id} className={tones[against.verdict]} data-verdict={against.verdict}>
                {t(`verdicts.${against.verdict}`, { arm: label, baseline, ...missing(against.needed) })}
              </li>
            ),
        )}
      </ul>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("arm")}</TableHead>
            {(["debtors", "share", "paid", "days", "contacts", "optOuts"] as const).map((column) => (
              <TableHead key={column} className="text-right">
                {t(column, { horizon: results.horizonDays })}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {split.arms.map((arm) => (
            <ArmRow key={arm.id} arm={arm} />
          ))}
        </TableBody>
      </Table>
      <p className="text-xs text-muted-foreground">{t("method", { baseline })}</p>
    </>
  );
}

function ArmRow({ arm }: { arm: SplitArm }) {
  const t = useTranslations("campaigns.splits");
  const format = useFormatter();
  const { summary, against, debtors } = arm;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const decimal = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const of = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const known = summary.debtors > 0;
  // Of so few the interval would be drawn too narrow, or not at all.
  const sure = against?.verdict !== "too_early";
  return (
    <TableRow>
      <TableCell className="min-w-32 align-top">
        <span className="flex flex-wrap items-center gap-1.5 font-medium">
          {arm.label}
          {arm.holdout && <Badge variant="secondary">{t("holdout")}</Badge>}
        </span>
        {!against && <span className="block text-xs text-muted-foreground">{t("measured")}</span>}
      </TableCell>
      <TableCell className="text-right align-top tabular-nums">{format.number(debtors)}</TableCell>
      <Measure
        value={known && percent(summary.recoveredShare)}
        difference={sure ? against?.recoveredShare : undefined}
        text={percent}
      />
      <Measure
        value={known && percent(of(summary.paid, summary.debtors))}
        difference={against?.paidShare}
        text={percent}
      />
      <Measure
        value={known && decimal(summary.daysToPay)}
        difference={sure ? against?.daysToPay : undefined}
        text={decimal}
      />
      <Measure value={debtors > 0 && decimal(of(arm.contacts, debtors))} text={decimal} />
      <Measure
        value={debtors > 0 && percent(of(arm.optedOut, debtors))}
        difference={against?.optedOutShare}
        text={percent}
      />
    </TableRow>
  );
}

/** A number of one group, and under it how far it is from the group that the others are measured against. */
function Measure({
  value,
  difference,
  text,
}: {
  value: ReactNode;
  difference?: Interval;
  text: (value: number) => string;
}) {
  const t = useTranslations("campaigns.splits");
  const signed = (x: number) => (x > 0 ? `+${text(x)}` : text(x));
  const bounded = difference && Number.isFinite(difference.low) && Number.isFinite(difference.high);
  return (
    <TableCell className="text-right align-top whitespace-nowrap tabular-nums">
      {value || "–"}
      {value && bounded && (
        <span className="block text-xs text-muted-foreground">
          {signed(difference.estimate)}
          <span className="block">{t("range", { low: signed(difference.low), high: signed(difference.high) })}</span>
        </span>
      )}
    </TableCell>
  );
}
