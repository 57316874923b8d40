"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { Money } from "@/components/ui/money";
import { channel as channelSchema } from "@/server/journeys/graph/schema";
import type { Totals } from "@/server/journeys/simulation/summarise";

/** Everything counted until the chosen day. */
export function TotalsPanel({ totals }: { totals: Totals }) {
  const t = useTranslations("simulation.totals");
  const codes = useTranslations("policy.codes");
  const words = useStepWords();
  const format = useFormatter();
  const reason = (code: string) => (codes.has(code) ? codes(code) : code);
  const { promises } = totals;
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Card>
        <CardHeader>
          <CardTitle>{t("byChannel")}</CardTitle>
        </CardHeader>
        <CardContent className="overflow-x-auto">
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("channel")}</TableHead>
                {(["sent", "deferred", "refused", "cancelled"] as const).map((key) => (
                  <TableHead key={key} className="text-right">
                    {t(key)}
                  </TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {channelSchema.options.map((channel) => {
                const of = totals.channels[channel];
                return (
                  <TableRow key={channel}>
                    <TableCell>
                      <ChannelIcon channel={channel} label />
                    </TableCell>
                    {([of.sent, of.deferred, of.refused, of.cancelled] as const).map((count, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: four fixed columns
                      <TableCell key={at} className="text-right tabular-nums">
                        {format.number(count)}
                      </TableCell>
                    ))}
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        </CardContent>
      </Card>
      <Lines title={t("debtors")}>
        {[
          ["promised", promises.made],
          ["kept", promises.kept],
          ["broken", promises.broken],
          ["disputes", totals.disputes],
          ["optOuts", totals.optOuts],
          ["bounces", totals.bounces],
          ["answered", totals.answered],
          ["machines", totals.machines],
          ["moves", totals.moves],
        ].map(([key, count]) => (
          <Line key={key} label={t(key as "kept")} value={format.number(count as number)} />
        ))}
      </Lines>
      <Lines title={t("paid")} empty={t("nothingPaid")}>
        {totals.paid.map(({ currency, amountMinor, payments }) => (
          <Line
            key={currency}
            label={t("payments", { count: payments })}
            value={<Money amountMinor={amountMinor} currency={currency} />}
          />
        ))}
      </Lines>
      <Lines title={t("outcomes")} empty={t("nobodyLeft")}>
        {totals.outcomes.map(({ outcome, count }) => (
          <Line key={outcome} label={words.outcome(outcome)} value={format.number(count)} />
        ))}
      </Lines>
      <Lines title={t("whyRefused")} empty={t("noneRefused")}>
        {totals.refusals.map(({ code, count }) => (
          <Line key={code} label={reason(code)} value={format.number(count)} />
        ))}
      </Lines>
      <Lines title={t("whyDeferred")} empty={t("noneDeferred")}>
        {totals.deferrals.map(({ code, count }) => (
          <Line key={code} label={reason(code)} value={format.number(count)} />
        ))}
      </Lines>
    </div>
  );
}

function Lines({ title, empty, children }: { title: string; empty?: string; children: ReactNode[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>
        {children.length === 0 ? (
          <p className="text-sm text-muted-foreground">{empty}</p>
        ) : (
          <dl className="grid gap-1.5 text-sm">{children}</dl>
        )}
      </CardContent>
    </Card>
  );
}

function Line({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="min-w-0 text-muted-foreground">{label}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}
