"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card, CardContent } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import type { Totals } from "@/server/journeys/simulation/summarise";

const sum = (totals: Totals, pick: "sent" | "deferred" | "refused" | "cancelled") =>
  totals.channels.email[pick] + totals.channels.sms[pick] + totals.channels.voice[pick];

/** The same figures of both, and what changes with the draft. */
export function SideBySide({ draft, live, number }: { draft: Totals; live: Totals; number: number }) {
  const t = useTranslations("simulation.backtest");
  const channels = useTranslations("ui.channel");
  const format = useFormatter();
  const money = (cents: number) => format.number(cents / 100, { style: "currency", currency: "USD" });
  const lines: { label: string; of: (totals: Totals) => number; text?: (value: number) => string }[] = [
    { label: t("lines.entered"), of: (totals) => totals.entered },
    { label: channels("email"), of: (totals) => totals.channels.email.sent },
    { label: channels("sms"), of: (totals) => totals.channels.sms.sent },
    { label: channels("voice"), of: (totals) => totals.channels.voice.sent },
    { label: t("lines.deferred"), of: (totals) => sum(totals, "deferred") },
    { label: t("lines.refused"), of: (totals) => sum(totals, "refused") },
    { label: t("lines.cancelled"), of: (totals) => sum(totals, "cancelled") },
    { label: t("lines.cost"), of: (totals) => totals.costCents, text: money },
  ];
  return (
    <Card>
      <CardContent className="overflow-x-auto">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>
                <span className="sr-only">{t("figure")}</span>
              </TableHead>
              <TableHead className="text-right">{t("draft")}</TableHead>
              <TableHead className="text-right">{t("liveNumber", { number })}</TableHead>
              <TableHead className="text-right">{t("change")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {lines.map(({ label, of, text = (value: number) => format.number(value) }) => {
              const change = of(draft) - of(live);
              return (
                <TableRow key={label}>
                  <TableCell className="text-muted-foreground">{label}</TableCell>
                  <TableCell className="text-right font-medium tabular-nums">{text(of(draft))}</TableCell>
                  <TableCell className="text-right tabular-nums">{text(of(live))}</TableCell>
                  <TableCell className="text-right text-muted-foreground tabular-nums">
                    {change === 0 ? "–" : `${change > 0 ? "+" : "−"}${text(Math.abs(change))}`}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}
